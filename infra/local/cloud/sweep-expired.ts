import { z } from 'zod'
import { type Ahead, notAhead, timeAhead } from './model/ahead.ts'
import type { LocalBucket, LocalTable } from './model/system.ts'
import { AwsCallError, type AwsCaller } from './proxy/aws-call.ts'
import { sendPlain } from './proxy/http-send.ts'

const pageSchema = z.object({
	Items: z.array(z.record(z.string(), z.unknown())).default([]),
	LastEvaluatedKey: z.record(z.string(), z.unknown()).optional(),
})
const keysSchema = z.object({ KeySchema: z.array(z.object({ AttributeName: z.string() })) })

const deleteExpired = async (aws: AwsCaller, table: LocalTable, attribute: string, now: string): Promise<number> => {
	const names = keysSchema.parse(table.definition).KeySchema.map((part) => part.AttributeName)
	const isExpired = {
		ExpressionAttributeNames: { '#ttl': attribute },
		ExpressionAttributeValues: { ':now': { N: now } },
	}
	let deleted = 0
	let from: Record<string, unknown> | undefined
	do {
		const input = { TableName: table.name, FilterExpression: '#ttl <= :now', ExclusiveStartKey: from, ...isExpired }
		const page = pageSchema.parse(await aws.call({ service: 'dynamodb', action: 'Scan', input }))
		for (const item of page.Items) {
			const Key = Object.fromEntries(names.map((name) => [name, item[name]]))
			// An item that was extended in the meantime stays.
			const request = { TableName: table.name, Key, ConditionExpression: '#ttl <= :now', ...isExpired }
			deleted += await aws.call({ service: 'dynamodb', action: 'DeleteItem', input: request }).then(
				() => 1,
				(error: unknown) => {
					if (error instanceof AwsCallError && error.code === 'ConditionalCheckFailedException') return 0
					throw error
				},
			)
		}
		from = page.LastEvaluatedKey
	} while (from !== undefined)
	return deleted
}

/** The attribute of items that go by the wall's time, wherever the clock was moved to. */
const WALL_TTL = 'wallTtl'

/**
 * Deletes items whose time-to-live attribute (epoch seconds) has passed, which dynoxide never does by itself. Returns how
 * many.
 */
export const sweepExpired = async (
	aws: AwsCaller,
	tables: readonly LocalTable[],
	ahead: Ahead = notAhead,
): Promise<number> => {
	const seconds = (milliseconds: number): string => String(Math.floor(milliseconds / 1000))
	let deleted = 0
	for (const table of tables) {
		const { timeToLiveAttribute: attribute } = table
		if (attribute === undefined) continue
		const now = seconds(attribute === WALL_TTL ? Date.now() : timeAhead(ahead))
		deleted += await deleteExpired(aws, table, attribute, now)
	}
	return deleted
}

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
 * Deletes the objects that a bucket's lifecycle rules have expired, which fauxqs never does by itself. Returns how many. The
 * emulator records the wall's time: the age of an object depends on how far ahead the clock was when it was written.
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
