import { describe, expect, test } from 'vitest'
import { ATTACHED_KINDS, type Attached } from '#shared/cases/messages/pointed-at.ts'
import { feed, instagramChanges, messaging, metaPrivateMessage } from '#test/deliveries/meta.ts'
import { readOneFromMeta } from '#test/support/read-from-meta.ts'

const read = (message: Readonly<Record<string, unknown>>, members: Readonly<Record<string, unknown>> = {}) =>
	readOneFromMeta(messaging(metaPrivateMessage(message, members)))
const attached = (one: unknown) => read({ text: undefined, attachments: [one] })

const CDN = 'https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1&signature=AbC'
const PAGE = 'https://www.instagram.com/reel/C9xyz/'
const detour = (to: string) => `https://l.facebook.com/l.php?u=${encodeURIComponent(to)}&h=AT0x&s=1`
const MAP = 'https://www.bing.com/maps/default.aspx?v=2&pc=FACEBK&mid=8100&where1=54.32312%2C+10.13943&FORM=FBKPL1'

/** What Meta sends, and what is told of it. */
const TABLE: readonly (readonly [name: string, sent: unknown, told: readonly Attached[]])[] = [
	['a picture', { type: 'image', payload: { url: CDN } }, [{ kind: 'image' }]],
	['a film', { type: 'video', payload: { url: CDN } }, [{ kind: 'video' }]],
	['a voice message', { type: 'audio', payload: { url: CDN } }, [{ kind: 'audio' }]],
	['a file', { type: 'file', payload: { url: CDN } }, [{ kind: 'file' }]],
	['a thumb', { type: 'image', payload: { url: CDN, sticker_id: 369_239_263_222_822 } }, [{ kind: 'sticker' }]],
	['a heart', { type: 'like_heart' }, [{ kind: 'sticker' }]],
	[
		'a place',
		{ type: 'location', title: 'Erikas Standort', payload: { coordinates: { lat: 54.32312, long: 10.13943 } } },
		[{ kind: 'location', title: 'Erikas Standort', lat: 54.32312, long: 10.13943 }],
	],
	[
		'a place that cannot be',
		{ type: 'location', payload: { coordinates: { lat: 254, long: 'x' } } },
		[{ kind: 'location' }],
	],
	[
		'a place at zero',
		{ type: 'location', payload: { coordinates: { lat: 0, long: 0 } } },
		[{ kind: 'location', lat: 0, long: 0 }],
	],
	[
		'a place in its older form',
		{ type: 'fallback', title: 'Pinned Location', url: detour(MAP), payload: null },
		[{ kind: 'location', title: 'Pinned Location', lat: 54.32312, long: 10.13943 }],
	],
	[
		'a page',
		{ type: 'fallback', title: 'Störung\n in Kiel', url: detour('https://example.test/stoerung?a=1') },
		[{ kind: 'link', title: 'Störung in Kiel', url: 'https://example.test/stoerung?a=1' }],
	],
	['a page of no web', { type: 'fallback', title: 'x', url: 'javascript:alert(1)' }, [{ kind: 'link', title: 'x' }]],
	[
		'a reel',
		{ type: 'ig_reel', payload: { reel_video_id: '1', title: 'Unser neues Netz', url: PAGE } },
		[{ kind: 'reel', title: 'Unser neues Netz', url: PAGE }],
	],
	['a reel by its file', { type: 'reel', payload: { title: 'Netz', url: CDN } }, [{ kind: 'reel', title: 'Netz' }]],
	['a post', { type: 'share', payload: { url: CDN } }, [{ kind: 'post' }]],
	[
		'a post with its page',
		{ type: 'ig_post', payload: { title: 'Angebot', url: 'https://www.instagram.com/p/C9/' } },
		[{ kind: 'post', title: 'Angebot', url: 'https://www.instagram.com/p/C9/' }],
	],
	['a story that names us', { type: 'story_mention', payload: { url: PAGE } }, [{ kind: 'story' }]],
	['a story', { type: 'ig_story', payload: { story_media_url: CDN, url: PAGE } }, [{ kind: 'story' }]],
	[
		'products',
		{
			type: 'template',
			payload: {
				product: {
					elements: [
						{ id: '1', retailer_id: 'router-7', title: 'Router 7', subtitle: '4,99 € im Monat' },
						{ id: '2', retailer_id: 'tarif-m' },
					],
				},
			},
		},
		[
			{ kind: 'product', title: 'Router 7', details: '4,99 € im Monat' },
			{ kind: 'product', title: 'tarif-m' },
		],
	],
	[
		'cards',
		{
			type: 'template',
			payload: { template_type: 'generic', elements: [{ title: 'Tarif M', subtitle: 'ab 9,99 €' }] },
		},
		[{ kind: 'card', title: 'Tarif M', details: 'ab 9,99 €' }],
	],
	['an empty card', { type: 'template', payload: {} }, [{ kind: 'card' }]],
	['what is shown once', { type: 'ephemeral', payload: { url: CDN } }, [{ kind: 'ephemeral' }]],
	['a contact', { type: 'contact', title: 'Klempner' }, [{ kind: 'contact', title: 'Klempner' }]],
	['what nobody knows yet', { type: 'hologram', payload: { url: PAGE } }, [{ kind: 'unknown' }]],
]

describe('what comes with a private message', () => {
	test.each(TABLE)('%s is told of by its kind', (_, sent, told) => {
		const event = attached(sent)
		expect(event).toMatchObject({ kind: 'message', text: '' })
		expect(event).toHaveProperty('attached', told)
	})

	test('of each kind that Meta can send one is in the table', () => {
		const seen = new Set(TABLE.flatMap(([, , told]) => told.map(({ kind }) => kind)))
		const ofX = ['article', 'poll']
		expect(ATTACHED_KINDS.filter((kind) => !seen.has(kind))).toEqual(ofX)
	})

	test('keeps neither a file’s address nor that of a story, and cuts what is longer than any title', () => {
		for (const [, sent] of TABLE) {
			const { attached: told } = attached(sent) as { readonly attached: readonly Attached[] }
			expect(JSON.stringify(told)).not.toMatch(/lookaside|l\.php/)
		}
		const long = attached({ type: 'ig_reel', payload: { title: '🚀'.repeat(400), url: `${PAGE}${'x'.repeat(3_000)}` } })
		expect(long).toHaveProperty('attached', [{ kind: 'reel', title: `${'🚀'.repeat(299)}…` }])
	})
})

describe('the words beside what came along', () => {
	const page = { type: 'fallback', title: 'Störung', url: detour('https://example.test/a') }

	test.each([
		['are there as they were typed', 'schau mal', [page], 'schau mal', 1],
		[
			'lead where they were meant to',
			`schau ${detour('https://example.test/b')} bitte`,
			[],
			'schau https://example.test/b bitte',
			0,
		],
		['are none where they only repeat the address', detour('https://example.test/a'), [page], '', 1],
		['stay where they are another address', 'https://example.test/other', [page], 'https://example.test/other', 1],
		['are a place where they are nothing but one', detour(MAP), [], '', 1],
		[
			'keep an address of ours that is no detour',
			'https://www.facebook.com/hilft?u=1',
			[],
			'https://www.facebook.com/hilft?u=1',
			0,
		],
	])('%s', (_, text, attachments, words, count) => {
		const event = read({ text, attachments })
		expect(event).toMatchObject({ kind: 'message', text: words })
		expect((event as { readonly attached?: readonly unknown[] | undefined }).attached?.length ?? 0).toBe(count)
	})
})

describe('what a message is about', () => {
	const ads = { ad_title: 'Nur heute: 50 GB', post_id: '2001_77', photo_url: CDN }
	test.each([
		['our story', { reply_to: { story: { id: '18000', url: CDN } } }, { kind: 'story', id: '18000' }],
		[
			'our advertisement',
			{ referral: { ref: 'r', source: 'ADS', type: 'OPEN_THREAD', ad_id: '99', ads_context_data: ads } },
			{ kind: 'ad', title: 'Nur heute: 50 GB', id: '99', url: 'https://www.facebook.com/2001_77' },
		],
		['our product', { referral: { product: { id: 'p-1' } } }, { kind: 'product', id: 'p-1' }],
		['a link of ours', { referral: { ref: 'tarif-m', source: 'SHORTLINK' } }, { kind: 'link', title: 'tarif-m' }],
		['nothing', { referral: 'x', reply_to: { story: 7 } }, undefined],
	])('%s', (_, members, about) => {
		expect(read(members)).toHaveProperty('about', about)
	})

	test('a button that an advertisement led to says which', () => {
		const { message: _, ...rest } = metaPrivateMessage()
		const postback = { mid: 'm_1', title: 'Tarif M', payload: 'T', referral: { ads_context_data: ads } }
		expect(readOneFromMeta(messaging({ ...rest, postback }))).toMatchObject({
			about: { kind: 'ad', title: 'Nur heute: 50 GB' },
		})
	})

	test('a comment below an advertisement or a reel says below which', () => {
		const below = (media: object) =>
			readOneFromMeta(
				instagramChanges('comments', { id: '17', text: 'Gilt das?', from: { id: '7001', username: 'k' }, media }),
			)
		expect(below({ id: '5', ad_id: '99', ad_title: 'Nur heute' })).toMatchObject({
			form: 'adComment',
			about: { kind: 'ad', title: 'Nur heute', id: '99' },
		})
		expect(below({ id: '5', media_product_type: 'REELS' })).toMatchObject({ about: { kind: 'reel', id: '5' } })
		expect(below({ id: '5', media_product_type: 'FEED' })).toHaveProperty('about', undefined)
	})
})

test('a post that shares a page is told of with it', () => {
	const event = readOneFromMeta(
		feed({
			item: 'status',
			verb: 'add',
			post_id: '2001_9',
			from: { id: '6001' },
			message: 'Stimmt das?',
			link: detour('https://example.test/a'),
		}),
	)
	expect(event).toMatchObject({ text: 'Stimmt das?', attached: [{ kind: 'link', url: 'https://example.test/a' }] })
})
