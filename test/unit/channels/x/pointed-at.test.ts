import { describe, expect, test } from 'vitest'
import type { ChannelEvent } from '#shared/channels/channel.ts'
import { xChannel } from '#shared/channels/x/channel.ts'
import {
	activity,
	bytes,
	directMessage,
	messageDelivery,
	NEWER_USERS,
	newerPost,
	OWN,
	post,
	postDelivery,
} from '#test/deliveries/x.ts'

type Members = Readonly<Record<string, unknown>>
const readAll = (delivery: unknown): ChannelEvent[] =>
	xChannel.splitDelivery(bytes(delivery)).map((event) => xChannel.interpret(JSON.parse(JSON.stringify(event)), OWN))
const classic = (members: Members) => readAll(postDelivery(post(members)))[0]
const newer = (members: Members, includes: Members = {}) =>
	readAll(activity('post.mention.create', newerPost(members), { includes: { users: NEWER_USERS, ...includes } }))[0]
const message = (data: Members) => readAll(messageDelivery(directMessage({}, data)))[0]
const newerMessage = (members: Members) => {
	const sent = {
		id: '1850',
		event_type: 'MessageCreate',
		sender_id: '2222',
		dm_conversation_id: '1001-2222',
		...members,
	}
	return readAll(activity('dm.received', sent))[0]
}

const US = { id_str: '1001', screen_name: 'hilft', indices: [0, 6] }
const link = (url: string, expanded_url: string, more: Members = {}) => ({ url, expanded_url, ...more })
const PAGE = link('https://t.co/AbC', 'https://example.test/tarife?x=1&y=2')
const PICTURE = { type: 'photo', url: 'https://t.co/Bild', media_url_https: 'https://pbs.example/1.jpg' }
const POST_OF_ANOTHER = 'https://x.com/andere/status/1234567890'

describe('links in a text of X', () => {
	test.each([
		[
			'lead where their author meant',
			'@hilft Eure Seite https://t.co/AbC geht nicht',
			{},
			'@hilft Eure Seite https://example.test/tarife?x=1&y=2 geht nicht',
		],
		['to pictures are left out', '@hilft schaut https://t.co/Bild', { media: [PICTURE] }, '@hilft schaut'],
		['stay where nobody explains them', '@hilft schaut https://t.co/XyZ an', {}, '@hilft schaut https://t.co/XyZ an'],
	])('of the older form %s', (_, text, more, words) => {
		const entities = { user_mentions: [US], urls: [PAGE], ...more }
		expect(classic({ text, entities })).toMatchObject({ kind: 'message', text: words, incomplete: undefined })
	})

	test('of the newer form too, and a picture is known by its key or as X shows it', () => {
		const urls = [
			PAGE,
			link('https://t.co/Eins', 'https://x.com/k/status/9/photo/1', { media_key: '3_1' }),
			link('https://t.co/Zwei', 'https://x.com/k/status/9/video/1', { display_url: 'pic.x.com/Zwei' }),
		]
		const text = '@hilft a &amp; b https://t.co/AbC https://t.co/Eins https://t.co/Zwei'
		expect(newer({ text, entities: { urls } })).toMatchObject({
			text: '@hilft a & b https://example.test/tarife?x=1&y=2',
		})
		const note_tweet = { text: `${text} lang`, entities: { urls } }
		expect(newer({ text: '@hilft a…', note_tweet })).toMatchObject({
			text: '@hilft a & b https://example.test/tarife?x=1&y=2 lang',
		})
	})

	test('are read at X where nothing else is said and nobody explains them', () => {
		for (const text of ['@hilft https://t.co/XyZ', ' @hilft https://t.co/XyZ ']) {
			expect(classic({ text, entities: { user_mentions: [US] } })).toMatchObject({ incomplete: true })
			expect(newer({ text })).toMatchObject({ incomplete: true })
		}
		expect(message({ text: 'https://t.co/XyZ' })).toMatchObject({ incomplete: true })
	})

	test('are explained in a direct message, and the one to its picture is left out', () => {
		const entities = { urls: [PAGE, link('https://t.co/Bild', 'https://x.com/messages/media/1')] }
		const attachment = { type: 'media', media: PICTURE }
		expect(message({ text: 'Hier https://t.co/AbC https://t.co/Bild', entities, attachment })).toMatchObject({
			text: 'Hier https://example.test/tarife?x=1&y=2',
			attached: [{ kind: 'image' }],
		})
		expect(newerMessage({ text: 'Hier https://t.co/AbC', entities })).toMatchObject({
			text: 'Hier https://example.test/tarife?x=1&y=2',
		})
	})
})

describe('what is shared or quoted on X', () => {
	const urls = [link('https://t.co/Post', POST_OF_ANOTHER)]

	test('a message that only links a post shares it', () => {
		const shared = { text: '', attached: [{ kind: 'post', url: POST_OF_ANOTHER }] }
		expect(message({ text: 'https://t.co/Post', entities: { urls } })).toMatchObject(shared)
		expect(newerMessage({ text: 'https://t.co/Post', referenced_tweets: [{ id: '1234567890' }] })).toMatchObject({
			text: '',
			attached: [{ kind: 'post', url: 'https://x.com/i/status/1234567890' }],
			incomplete: undefined,
		})
		expect(message({ text: 'Stimmt das? https://t.co/Post', entities: { urls } })).toMatchObject({
			text: `Stimmt das? ${POST_OF_ANOTHER}`,
		})
	})

	test('a quoted post is what the words are about, and its link is none of them', () => {
		const about = { kind: 'post', id: '1234567890', url: 'https://x.com/i/status/1234567890' }
		const quoting = { is_quote_status: true, quoted_status_id_str: '1234567890' }
		const text = '@hilft Stimmt das? https://t.co/Post'
		expect(classic({ ...quoting, text, entities: { user_mentions: [US], urls } })).toMatchObject({
			text: '@hilft Stimmt das?',
			about,
		})
		const referenced_tweets = [{ type: 'quoted', id: '1234567890' }]
		expect(newer({ text, entities: { urls }, referenced_tweets })).toMatchObject({ text: '@hilft Stimmt das?', about })
	})

	test('an article has its title, and its own words where X gives them', () => {
		const text = '@hilft https://t.co/Art'
		const article = { title: 'Ein Jahr ohne Netz', preview_text: 'Es begann im Mai' }
		expect(newer({ text, article })).toMatchObject({
			text: 'Es begann im Mai',
			incomplete: true,
			about: { kind: 'article', title: 'Ein Jahr ohne Netz' },
		})
		expect(newer({ text, article: { ...article, plain_text: 'Es begann im Mai. Dann …' } })).toMatchObject({
			text: 'Es begann im Mai. Dann …',
			incomplete: undefined,
		})
	})

	test('a poll and a place are told of', () => {
		const geo = { place_id: 'kiel', coordinates: { type: 'Point', coordinates: [10.1, 54.3] } }
		const places = [{ id: 'kiel', full_name: 'Kiel, Deutschland', country: 'Deutschland' }]
		expect(newer({ attachments: { poll_ids: ['1'] }, geo }, { places })).toMatchObject({
			attached: [{ kind: 'poll' }, { kind: 'location', lat: 54.3, long: 10.1, title: 'Kiel, Deutschland' }],
		})
		const coordinates = { type: 'Point', coordinates: [10.1, 54.3] }
		expect(classic({ coordinates, place: { full_name: 'Kiel' } })).toMatchObject({
			attached: [{ kind: 'location', lat: 54.3, long: 10.1, title: 'Kiel' }],
		})
	})

	test.each([
		[
			'by its point',
			{ type: 'shared_coordinate', shared_coordinate: { coordinates: { coordinates: [10.1, 54.3] } } },
			{ lat: 54.3, long: 10.1 },
		],
		['by its name', { type: 'shared_place', shared_place: { place: { full_name: 'Kiel' } } }, { title: 'Kiel' }],
		['without either', {}, {}],
	])('a place in a direct message is told of %s', (_, location, place) => {
		expect(message({ text: '', attachment: { type: 'location', location } })).toMatchObject({
			text: '',
			attached: [{ kind: 'location', ...place }],
		})
	})
})
