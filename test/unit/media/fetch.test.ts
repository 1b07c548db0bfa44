import { describe, expect } from 'vitest'
import { createHttpsMediaSource, type FetchOptions } from '#shared/media/fetch-media.ts'
import { it, type LedStandIn } from '#test/fixtures/led-stand-in.ts'

const PHOTO = Buffer.from('\x89PNG\r\n\x1a\n and more', 'latin1')
const URL_OF = { x: 'https://pbs.twimg.com/media/a.jpg', facebook: 'https://scontent.xx.fbcdn.net/v/a.jpg' }

const fetchIt = (options: FetchOptions = {}, url = URL_OF.x, network: 'x' | 'facebook' = 'x') =>
	createHttpsMediaSource(options).fetch({ network, accountId: '1001', url })
const status = (standIn: LedStandIn, code: number, headers: Record<string, string> = {}) => {
	standIn.answer = (_, response) => response.writeHead(code, headers).end('no')
}

describe('fetching an attachment', () => {
	it('gives its bytes', async ({ standIn }) => {
		standIn.answer = (_, response) => response.end(PHOTO)
		expect(await fetchIt()).toEqual({ outcome: 'fetched', bytes: PHOTO })
		expect(standIn.received).toMatchObject([{ method: 'GET', host: 'pbs.twimg.com', path: '/media/a.jpg' }])
	})

	it('follows a redirect within the list', async ({ standIn }) => {
		standIn.answer = ({ path }, response) =>
			path === '/v/a.jpg'
				? response.writeHead(302, { location: 'https://lookaside.fbsbx.com/b.jpg' }).end()
				: response.end(PHOTO)
		expect(await fetchIt({}, URL_OF.facebook, 'facebook')).toMatchObject({ outcome: 'fetched' })
		expect(standIn.received.map(({ host, path }) => `${host}${path}`)).toEqual([
			'scontent.xx.fbcdn.net/v/a.jpg',
			'lookaside.fbsbx.com/b.jpg',
		])
	})

	it.for(['https://evil.example/a.jpg', 'http://pbs.twimg.com/a.jpg', 'https://169.254.169.254/', '//evil.example/a'])(
		'refuses to be redirected to %s',
		async (location, { standIn }) => {
			status(standIn, 302, { location })
			expect(await fetchIt()).toEqual({ outcome: 'missing', reason: 'hostNotAllowed' })
			expect(standIn.received).toHaveLength(1)
		},
	)

	it('refuses a third redirect', async ({ standIn }) => {
		status(standIn, 301, { location: '/again.jpg' })
		expect(await fetchIt()).toEqual({ outcome: 'missing', reason: 'hostNotAllowed' })
		expect(standIn.received).toHaveLength(3)
	})

	it('refuses an address that is not on the list without asking anybody', async ({ standIn }) => {
		status(standIn, 200)
		expect(await fetchIt({}, URL_OF.facebook)).toEqual({ outcome: 'missing', reason: 'hostNotAllowed' })
		expect(standIn.received).toEqual([])
	})

	it('asks for authorisation at each hop and sends it there only', async ({ standIn }) => {
		standIn.answer = ({ path }, response) =>
			path === '/dm/a.jpg'
				? response.writeHead(302, { location: 'https://pbs.twimg.com/b.jpg' }).end()
				: response.end(PHOTO)
		const authorise = async ({ hostname }: URL) => (hostname === 'ton.twitter.com' ? 'OAuth key' : undefined)
		await fetchIt({ authorise }, 'https://ton.twitter.com/dm/a.jpg')
		expect(standIn.received.map(({ headers }) => headers.authorization)).toEqual(['OAuth key', undefined])
	})

	it.for([
		[404, 'gone'],
		[410, 'gone'],
		[401, 'forbidden'],
		[403, 'forbidden'],
	] as const)('names a %i as %s', async ([code, reason], { standIn }) => {
		status(standIn, code)
		expect(await fetchIt()).toEqual({ outcome: 'missing', reason })
	})

	it.for([429, 500, 503])('retries later after a %i', async (code, { standIn }) => {
		status(standIn, code)
		expect(await fetchIt()).toEqual({ outcome: 'later' })
	})

	it('refuses what says that it is too large', async ({ standIn }) => {
		standIn.answer = (_, response) => response.writeHead(200, { 'content-length': '11' }).end('12345678901')
		expect(await fetchIt({ largestBytes: 10 })).toEqual({ outcome: 'missing', reason: 'tooLarge' })
	})

	it('cuts off what does not say that it is too large', async ({ standIn }) => {
		let isCutOff = false
		standIn.answer = (_, response) => {
			response.on('close', () => {
				isCutOff = !response.writableEnded
			})
			const pour = () => response.writable && response.write(Buffer.alloc(64_000), () => setImmediate(pour))
			pour()
		}
		expect(await fetchIt({ largestBytes: 100_000 })).toEqual({ outcome: 'missing', reason: 'tooLarge' })
		await expect.poll(() => isCutOff).toBe(true)
	})

	it('retries later when no answer comes, and when it stops in its midst', async ({ standIn }) => {
		standIn.answer = () => undefined
		expect(await fetchIt({ timeoutMilliseconds: 50 })).toEqual({ outcome: 'later' })
		standIn.answer = (_, response) => response.writeHead(200, { 'content-length': '100' }).write('half')
		expect(await fetchIt({ timeoutMilliseconds: 200 })).toEqual({ outcome: 'later' })
		standIn.answer = (_, response) => {
			response.writeHead(200, { 'content-length': '100' }).write('half')
			setTimeout(() => response.destroy(), 20)
		}
		expect(await fetchIt()).toEqual({ outcome: 'later' })
	})
})
