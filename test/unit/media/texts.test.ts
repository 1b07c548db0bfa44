import { describe, expect } from 'vitest'
import { createMetaTextSource, createXTextSource } from '#shared/media/network-texts.ts'
import { it, type LedStandIn } from '#test/fixtures/led-stand-in.ts'

const json = (standIn: LedStandIn, status: number, body: unknown) => {
	standIn.answer = (_, response) =>
		void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
const asked = (standIn: LedStandIn) => standIn.received.map(({ path }) => decodeURIComponent(path))

describe('a long post of X', () => {
	const account = { accessToken: 'token', accessSecret: 'token-secret' }
	const source = createXTextSource(async () => ({ appKey: 'a', appSecret: 'b', accounts: { '1001': account } }))
	const read = (form: 'mention' | 'dm' = 'mention', accountId = '1001') =>
		source.read({ network: 'x', accountId, contentId: '1924465506158878979', form })

	it.for(['note_tweet', 'note_post'])(
		'is read whole from %s, unescaped, by a signed call',
		async (name, { standIn }) => {
			json(standIn, 200, { data: { id: '1', text: 'Seit …', [name]: { text: 'Seit drei Wochen &amp; mehr' } } })
			expect(await read()).toEqual({ outcome: 'read', text: 'Seit drei Wochen & mehr' })
			expect(asked(standIn)).toEqual(['/2/tweets/1924465506158878979?tweet.fields=note_tweet,entities'])
			expect(standIn.received[0]?.headers.authorization).toMatch(/^OAuth /)
		},
	)

	it('was whole where X knows no longer text', async ({ standIn }) => {
		json(standIn, 200, { data: { id: '1', text: 'und dann …' } })
		expect(await read()).toEqual({ outcome: 'read' })
	})

	it.for([
		[200, { errors: [{ title: 'Not Found Error' }] }],
		[403, { title: 'Forbidden' }],
		[404, { title: 'Not Found' }],
	] as const)('is named as missing after a %i without a post', async ([status, body], { standIn }) => {
		json(standIn, status, body)
		expect(await read()).toEqual({ outcome: 'missing' })
	})

	it.for([429, 503])('retries later after a %i', async (status, { standIn }) => {
		json(standIn, status, {})
		expect(await read()).toEqual({ outcome: 'later' })
	})

	it('is not asked for with an account that is not ours, or where it is a private message', async ({ standIn }) => {
		expect(await read('mention', '1002')).toEqual({ outcome: 'missing' })
		expect(await read('dm')).toEqual({ outcome: 'missing' })
		expect(asked(standIn)).toEqual([])
	})
})

describe('what Meta sent without its text', () => {
	const source = createMetaTextSource(async () => ({ appSecret: 's', pages: { '2001': { accessToken: 't' } } }))
	const read = source.read
	const mention = { network: 'instagram', accountId: '2001', contentId: '178', form: 'commentMention' } as const

	it('is read from a comment below a mention on Instagram, by way of our account', async ({ standIn }) => {
		json(standIn, 200, { mentioned_comment: { text: '@hilft hallo', id: '178' }, id: '2001' })
		expect(await read(mention)).toEqual({ outcome: 'read', text: '@hilft hallo' })
		expect(asked(standIn)[0]).toMatch(
			/^\/v26\.0\/2001\?fields=mentioned_comment\.comment_id\(178\)\{text\}&appsecret_proof=/,
		)
	})

	it('is read from the caption where the mention stands there', async ({ standIn }) => {
		json(standIn, 200, { mentioned_media: { caption: 'Danke @hilft' } })
		expect(await read({ ...mention, form: 'captionMention' })).toEqual({ outcome: 'read', text: 'Danke @hilft' })
		expect(asked(standIn)[0]).toContain('fields=mentioned_media.media_id(178){caption}')
	})

	it('is read from the comment or message itself elsewhere', async ({ standIn }) => {
		json(standIn, 200, { message: 'Hallo', id: '5_6' })
		const comment = { network: 'facebook', accountId: '2001', contentId: '5_6', form: 'comment' } as const
		expect(await read(comment)).toEqual({ outcome: 'read', text: 'Hallo' })
		expect(asked(standIn)[0]).toContain('/v26.0/5_6?fields=message&')
	})

	it('refuses to put into a question what is no id', async ({ standIn }) => {
		expect(await read({ ...mention, contentId: '1){id}' })).toEqual({ outcome: 'missing' })
		expect(asked(standIn)).toEqual([])
	})

	it('is named as missing where Meta refuses, retried where it is busy', async ({ standIn }) => {
		json(standIn, 400, { error: { code: 100, message: 'no' } })
		expect(await read(mention)).toEqual({ outcome: 'missing' })
		json(standIn, 400, { error: { code: 4, message: 'too often' } })
		expect(await read(mention)).toEqual({ outcome: 'later' })
		json(standIn, 500, {})
		expect(await read(mention)).toEqual({ outcome: 'later' })
	})
})
