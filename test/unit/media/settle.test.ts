import { describe, expect } from 'vitest'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import { createLog } from '#shared/kernel/log.ts'
import { settleMessage } from '#shared/media/settle-message.ts'
import { updateMessage } from '#shared/messages/revise-message.ts'
import { it, MESSAGE, PHOTO_URL, png, type SettlingPlace } from '#test/fixtures/media-place.ts'
import { createWorkerPlace, handleMessage } from '#test/fixtures/worker-place.ts'
import { minute } from '#test/support/case-factories.ts'
import { ofKind } from '#test/support/content-factories.ts'

const OTHER_URL = 'https://pbs.twimg.com/media/b.jpg'
const photo = { kind: 'image', url: PHOTO_URL } as const
const other = { kind: 'image', url: OTHER_URL } as const
const event = (index: number): string => `env_${'1'.repeat(26)}#${index}`

const erase = (place: SettlingPlace) =>
	updateMessage(place, { key: MESSAGE, change: 'erased', changedAt: minute(5), source: event(99) })
const edit = (place: SettlingPlace, edition: string, media: readonly (typeof photo | typeof other)[]) =>
	place.receive({ edition, media, source: event(Number(edition)), sentAt: minute(Number(edition)) })

const mediaNow = async (place: SettlingPlace) => ofKind(await place.contentNow(), 'message').media

const TWELVE = Array.from({ length: 12 }, () => ({ kind: 'image' }) as const)

describe('what came along with a message', () => {
	it('is fetched, kept by its type, and its address forgotten', async ({ place }) => {
		await place.receive({ text: '', media: [photo, other], attached: [{ kind: 'image' }, { kind: 'image' }] })
		await place.settle()
		expect(await place.contentNow()).toMatchObject({
			attached: [{ kind: 'image' }, { kind: 'image' }],
			media: [
				{ kind: 'image', state: 'kept', type: 'image/png', bytes: 8 },
				{ kind: 'image', state: 'kept', type: 'image/png', bytes: 8 },
			],
		})
		expect(place.copies.names()).toEqual([`${MESSAGE}/0/0`, `${MESSAGE}/0/1`])
		expect(JSON.stringify(await place.contentNow())).not.toContain('https:')
		expect(place.lines.join('')).not.toContain('twimg')
	})

	it('is one case although it is only a photo, and its fact says how much is to be fetched', async ({ place }) => {
		const received = await place.receive({
			text: '',
			media: [photo],
			attached: [{ kind: 'image' }],
			isIncomplete: true,
		})
		if (received.outcome !== 'message') throw new Error(received.outcome)
		const [, filed] = await place.store.factsAfter(received.caseId, 0)
		expect(filed?.fact).toMatchObject({ kind: 'MessageReceived', toFetch: 2 })
	})

	it('is fetched once, however often the job comes', async ({ place }) => {
		await place.receive({ media: [photo] })
		await place.settle()
		await place.settle()
		expect(place.asked).toEqual([PHOTO_URL])
	})

	it('is fetched for the first ten, the rest only counted', async ({ place }) => {
		await place.receive({ media: Array.from({ length: 12 }, () => photo), attached: TWELVE })
		await place.settle()
		expect(place.asked).toHaveLength(10)
		expect(await place.contentNow()).toMatchObject({ attached: TWELVE })
	})

	it('is named as missing with its reason, beside what could be kept', async ({ place }) => {
		await place.receive({ media: [photo, other] })
		place.answers.fetch = async ({ url }) =>
			url === PHOTO_URL ? { outcome: 'missing', reason: 'gone' } : { outcome: 'fetched', bytes: png() }
		await place.settle()
		expect(await mediaNow(place)).toEqual([
			{ kind: 'image', state: 'missing', reason: 'gone' },
			{ kind: 'image', state: 'kept', type: 'image/png', bytes: 8 },
		])
	})

	it('is refused when it is of a type that nobody can look at', async ({ place }) => {
		await place.receive({ media: [photo] })
		place.answers.fetch = async () => ({ outcome: 'fetched', bytes: Buffer.from('<!doctype html><script>') })
		await place.settle()
		expect(await mediaNow(place)).toEqual([{ kind: 'image', state: 'missing', reason: 'wrongType' }])
		expect(place.copies.names()).toEqual([])
	})

	it('retries what the network may still give, keeps the rest, and gives up after nine tries', async ({ place }) => {
		await place.receive({ media: [photo, other] })
		place.answers.fetch = async ({ url }) =>
			url === PHOTO_URL ? { outcome: 'later' } : { outcome: 'fetched', bytes: png() }
		for (let tries = 1; tries <= 8; tries += 1) await expect(place.settle()).rejects.toThrow(RetryLaterError)
		expect(await mediaNow(place)).toMatchObject([{ state: 'waiting', url: PHOTO_URL }, { state: 'kept' }])
		await place.settle()
		expect(await mediaNow(place)).toMatchObject([{ state: 'missing', reason: 'unreachable' }, { state: 'kept' }])
		expect(place.asked.filter((url) => url === OTHER_URL)).toHaveLength(1)
		expect(await place.contentNow()).not.toHaveProperty('fetchTries', expect.anything())
	})
})

describe('erasing a message', () => {
	it('erases its copies', async ({ place }) => {
		await place.receive({ media: [photo] })
		await place.settle()
		await erase(place)
		await place.settle()
		expect(place.copies.names()).toEqual([])
		expect(await place.contentNow()).not.toHaveProperty('media', expect.anything())
	})

	it('wins over a fetch that ends after it, whichever job is first', async ({ place }) => {
		await place.receive({ media: [photo] })
		place.answers.fetch = async () => {
			await erase(place)
			await place.settle()
			return { outcome: 'fetched', bytes: png() }
		}
		await place.settle()
		expect(place.copies.names()).toEqual([])
		expect((await place.contentNow())?.kind).toBe('erased')
	})

	it('leaves nothing after a fetch was cut off between keeping and marking', async ({ place }) => {
		await place.receive({ media: [photo] })
		const content = { ...place.content, put: () => Promise.reject(new Error('cut off')) }
		await expect(settleMessage({ ...place.dependencies, content }, { message: MESSAGE })).rejects.toThrow('cut off')
		expect(place.copies.names()).toEqual([`${MESSAGE}/0/0`])
		await erase(place)
		await place.settle()
		expect(place.copies.names()).toEqual([])
	})

	it('before it came leaves nothing to fetch', async ({ place }) => {
		await erase(place)
		await place.receive({ media: [photo] })
		await place.settle()
		expect(place.asked).toEqual([])
	})

	it('also erases what an earlier edition showed', async ({ place }) => {
		await place.receive({ media: [photo] })
		await place.settle()
		await edit(place, '1', [other])
		await erase(place)
		await place.settle()
		expect(place.copies.names()).toEqual([])
	})
})

describe('another edition of a message', () => {
	it('shows its own pictures; those of the one before are erased', async ({ place }) => {
		await place.receive({ media: [photo] })
		await place.settle()
		await edit(place, '1', [other])
		await place.settle()
		expect(place.asked).toEqual([PHOTO_URL, OTHER_URL])
		expect(place.copies.names()).toEqual([`${MESSAGE}/1/0`])
	})

	it('that says nothing of pictures keeps those of the one before', async ({ place }) => {
		await place.receive({ media: [photo], attached: [{ kind: 'image' }] })
		await place.settle()
		await edit(place, '1', [])
		await place.settle()
		expect(place.copies.names()).toEqual([`${MESSAGE}/0/0`])
		expect(await place.contentNow()).toMatchObject({ edition: '1', media: [{ state: 'kept' }] })
		await erase(place)
		await place.settle()
		expect(place.copies.names()).toEqual([])
	})

	it('wins over a fetch of the one before', async ({ place }) => {
		await place.receive({ media: [photo] })
		place.answers.fetch = async ({ url }) => {
			if (url === PHOTO_URL) await edit(place, '1', [other])
			return { outcome: 'fetched', bytes: png(url) }
		}
		await place.settle()
		await place.settle()
		expect(place.copies.names()).toEqual([`${MESSAGE}/1/0`])
		expect(await place.copies.get({ message: MESSAGE, edition: '1', index: 0 })).toEqual(png(OTHER_URL))
	})
})

describe('a change of visibility meanwhile', () => {
	it('keeps both: what was fetched and that it is hidden', async ({ place }) => {
		await place.receive({ media: [photo] })
		place.answers.fetch = async () => {
			await updateMessage(place, { key: MESSAGE, change: 'hidden', changedAt: minute(3), source: event(98) })
			return { outcome: 'fetched', bytes: png() }
		}
		await place.settle()
		expect(await place.contentNow()).toMatchObject({ isHidden: true, media: [{ state: 'kept' }] })
	})
})

describe('a text that came cut', () => {
	const cut = (place: SettlingPlace, change = {}) =>
		place.receive({ text: 'Seit …', isIncomplete: true, contentId: '42', ...change })
	const log = createLog(() => undefined)
	/** The worker, with what it was told. */
	const complete = async (place: SettlingPlace) => {
		const worker = { ...createWorkerPlace().dependencies, ...place, log }
		for (const told of place.told.splice(0)) await handleMessage(worker, JSON.parse(JSON.stringify(told)))
	}

	it('is read whole and put in its place: the case changes, and is ours', async ({ place }) => {
		const received = await cut(place)
		place.answers.read = async ({ contentId, accountId }) => ({
			outcome: 'read',
			text: `${accountId} ${contentId}: Könnt ihr mir helfen? \u{1f621}`,
		})
		await place.settle()
		expect(await place.contentNow()).toMatchObject({ text: 'Seit …', missingText: 'waiting' })
		await complete(place)
		expect(await place.contentNow()).toMatchObject({ text: '1001 42: Könnt ihr mir helfen? \u{1f621}' })
		expect(await place.contentNow()).not.toHaveProperty('missingText', expect.anything())
		if (received.outcome !== 'message') throw new Error(received.outcome)
		expect(await place.factsOf(received.caseId)).toEqual(['CaseOpened', 'MessageReceived', 'MessageEdited'])
		expect(await place.store.load(received.caseId)).toMatchObject({ form: 'du', unanswered: { count: 1 } })
	})

	it('is completed once, however often the command comes', async ({ place }) => {
		const received = await cut(place)
		place.answers.read = async () => ({ outcome: 'read', text: 'ganz' })
		await place.settle()
		await place.settle()
		expect(place.told).toHaveLength(2)
		await complete(place)
		await place.settle()
		expect(place.told).toEqual([])
		if (received.outcome !== 'message') throw new Error(received.outcome)
		expect(await place.factsOf(received.caseId)).toHaveLength(3)
	})

	it('keeps its pictures when it is completed', async ({ place }) => {
		await cut(place, { media: [photo] })
		place.answers.read = async () => ({ outcome: 'read', text: 'ganz' })
		await place.settle()
		await complete(place)
		expect(await place.contentNow()).toMatchObject({ text: 'ganz', media: [{ state: 'kept' }] })
		await place.settle()
		expect(place.copies.names()).toEqual([`${MESSAGE}/0/0`])
		expect(place.asked).toHaveLength(1)
	})

	it('changes nothing where an edit came while it was read', async ({ place }) => {
		await cut(place)
		place.answers.read = async () => {
			await place.receive({ text: 'verbessert', edition: '1', source: event(1) })
			return { outcome: 'read', text: 'Seit drei Wochen' }
		}
		await place.settle()
		await complete(place)
		expect(await place.contentNow()).toMatchObject({ text: 'verbessert' })
		expect(await place.contentNow()).not.toHaveProperty('missingText', expect.anything())
	})

	it('stays erased where it was erased while it was read', async ({ place }) => {
		await cut(place)
		place.answers.read = async () => ({ outcome: 'read', text: 'ganz' })
		await place.settle()
		await erase(place)
		await complete(place)
		expect(await place.contentNow()).not.toHaveProperty('text', expect.anything())
	})

	it('erases its pictures too, of whichever part of it they came with', async ({ place }) => {
		await cut(place, { media: [photo] })
		await place.settle()
		await erase(place)
		await place.settle()
		expect(place.copies.names()).toEqual([])
	})

	it('stays as it came where it was whole', async ({ place }) => {
		await cut(place, { text: 'und dann …' })
		place.answers.read = async () => ({ outcome: 'read' })
		await place.settle()
		expect(place.told).toEqual([])
		expect(await place.contentNow()).toMatchObject({ text: 'und dann …' })
		expect(await place.contentNow()).not.toHaveProperty('missingText', expect.anything())
	})

	it('says so where the network does not give it', async ({ place }) => {
		await cut(place)
		await place.settle()
		expect(await place.contentNow()).toMatchObject({ text: 'Seit …', missingText: 'failed' })
	})

	it('retries until it is there, and gives up after nine tries', async ({ place }) => {
		await cut(place)
		place.answers.read = async () => ({ outcome: 'later' })
		for (let tries = 1; tries <= 8; tries += 1) await expect(place.settle()).rejects.toThrow(RetryLaterError)
		expect(await place.contentNow()).toMatchObject({ missingText: 'waiting' })
		await place.settle()
		expect(await place.contentNow()).toMatchObject({ missingText: 'failed' })
	})
})
