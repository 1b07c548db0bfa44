import { type Ahead, notAhead, timeAhead } from './model/ahead.ts'
import type { LocalBucket } from './model/system.ts'
import { sendPlain } from './proxy/http-send.ts'

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000

type Listed = { readonly key: string; readonly modifiedAt: number }

const unescapeXml = (text: string): string =>
	text
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&apos;', "'")
		.replaceAll('&amp;', '&')

const listedIn = (xml: string): Listed[] =>
	[...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, content = '']) => ({
		key: unescapeXml(/<Key>(.*?)<\/Key>/s.exec(content)?.[1] ?? ''),
		modifiedAt: Date.parse(/<LastModified>(.*?)<\/LastModified>/.exec(content)?.[1] ?? ''),
	}))

const pathOf = (bucket: string, key: string): string => `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`

const deleteOld = async (
	proxyPort: number,
	{ bucket, prefix, isOld }: { bucket: string; prefix: string; isOld: (modifiedAt: number) => boolean },
): Promise<number> => {
	let deleted = 0
	let token: string | undefined
	do {
		const query = new URLSearchParams({ 'list-type': '2', prefix })
		if (token) query.set('continuation-token', token)
		const page = await sendPlain({ proxyPort, service: 's3', method: 'GET', path: `/${bucket}?${query}` })
		for (const { key, modifiedAt } of listedIn(page)) {
			if (!isOld(modifiedAt)) continue
			await sendPlain({ proxyPort, service: 's3', method: 'DELETE', path: pathOf(bucket, key) })
			deleted++
		}
		token = /<NextContinuationToken>(.*?)<\/NextContinuationToken>/.exec(page)?.[1]
	} while (token !== undefined)
	return deleted
}

/**
 * Deletes the objects that a bucket's lifecycle rules no longer keep, which fauxqs never does by itself. Gives how many.
 * The emulator notes the wall's time: how old an object is follows from how far ahead the time was when it was written.
 */
export const sweepObjects = async (
	proxyPort: number,
	buckets: readonly LocalBucket[],
	ahead: Ahead = notAhead,
): Promise<number> => {
	let deleted = 0
	for (const { name, expirations = [] } of buckets) {
		for (const { prefix, days } of expirations) {
			const before = timeAhead(ahead) - days * DAY_MILLISECONDS
			const isOld = (modifiedAt: number): boolean => modifiedAt + ahead(modifiedAt) < before
			deleted += await deleteOld(proxyPort, { bucket: name, prefix, isOld })
		}
	}
	return deleted
}
