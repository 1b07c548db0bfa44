import { describe, expect, test } from 'vitest'
import { applyCommand } from '#shared/cases/apply.ts'
import { type Content, isNetworkContent } from '#shared/cases/content.ts'
import type { Network } from '#shared/cases/network.ts'
import type { RemoteState, Sender } from '#shared/channels/channel.ts'
import { pricesSchema } from '#shared/channels/x/prices.ts'
import { addMilliseconds, HOUR, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import { createLog } from '#shared/kernel/log.ts'
import { handleDelivery } from '#shared/messages/handle-delivery.ts'
import { type Reread, rereadSchema } from '#shared/upkeep/reread.ts'
import { type RereadDependencies, rereadCases } from '#shared/upkeep/reread-cases.ts'
import { rereadMessage } from '#shared/upkeep/reread-message.ts'
import { changes, instagramChanges } from '#test/deliveries/meta.ts'
import { deletion, directMessage, messageDelivery, post, postDelivery } from '#test/deliveries/x.ts'
import { createWorkerPlace, handleMessage, type WorkerPlace } from '#test/fixtures/worker-place.ts'
import { createMemoryDeletionWatch, type MemoryDeletionWatch } from '#test/memory/deletion-watch.ts'
import { createMemoryRereadStore } from '#test/memory/reread-store.ts'
import { answeredByHand, close } from '#test/support/case-factories.ts'

const OPENED: Instant = '2026-11-22T10:00:05.000Z'
const PHONE = '0171 23456789'

type LookUp = Sender['lookUp']
type Shown = Readonly<
	Record<string, Omit<Extract<RemoteState, { remoteState: 'there' }>, 'contentId' | 'remoteState'> | 'gone'>
>

/** What the worker wrote, what the networks show of it by `now`, and what they were asked. */
type Scene = {
	readonly worker: WorkerPlace
	now: Instant
	shown: Shown
	asked: { readonly network: Network; readonly accountId: string; readonly ids: readonly string[] }[]
	readonly sent: Reread[]
	lines: string[]
	readonly rereads: ReturnType<typeof createMemoryRereadStore>
	readonly watch: MemoryDeletionWatch
}
const createScene = (): Scene => {
	const scene: Scene = {
		worker: createWorkerPlace({ clock: { now: () => scene.now } }),
		now: OPENED,
		shown: {},
		asked: [],
		sent: [],
		lines: [],
		rereads: createMemoryRereadStore(),
		watch: createMemoryDeletionWatch({ clock: { now: () => scene.now } }),
	}
	return scene
}
const it = test.extend('scene', () => createScene())

/** A network that shows what `shown` says, and everything else as it was written. */
const network =
	(scene: Scene, name: Network, behaviour?: LookUp): LookUp =>
	async (accountId, ids) => {
		scene.asked.push({ network: name, accountId, ids })
		if (behaviour !== undefined) return behaviour(accountId, ids)
		const content = await scene.worker.stores.allContent()
		return ids.map((contentId): RemoteState => {
			const one = scene.shown[contentId]
			if (one === 'gone') return { contentId, remoteState: 'gone' }
			const text = content.filter(isNetworkContent).find((known) => known.contentId === contentId)?.text ?? ''
			return { contentId, remoteState: 'there', text, ...one }
		})
	}

const place = (
	scene: Scene,
	change: Partial<RereadDependencies> = {},
	on: Partial<Record<Network, LookUp>> = {},
): RereadDependencies => ({
	list: scene.worker.stores.list,
	store: scene.worker.dependencies.store,
	content: scene.worker.dependencies.content,
	asides: scene.worker.stores.asides,
	rereads: scene.rereads,
	senders: {
		x: { lookUp: network(scene, 'x', on.x) },
		facebook: { lookUp: network(scene, 'facebook', on.facebook) },
		instagram: { lookUp: network(scene, 'instagram', on.instagram) },
	},
	commands: { send: async (told) => void scene.sent.push(rereadSchema.parse(JSON.parse(JSON.stringify(told)))) },
	screen: scene.worker.dependencies.screen,
	watch: scene.watch,
	prices: pricesSchema.parse({}),
	clock: { now: () => scene.now },
	log: createLog((line) => scene.lines.push(line)),
	...change,
})

const later = (scene: Scene, milliseconds: number): void => {
	scene.now = addMilliseconds(scene.now, milliseconds)
}
const handle = (scene: Scene, body: unknown, door: 'x' | 'meta' = 'x') =>
	handleDelivery(scene.worker.dependencies, scene.worker.deliver(body, door))
/** What an operator asks for: everything is read whose last visit is a day ago, on X too. */
const EVERYTHING = { olderThanMilliseconds: 18 * HOUR }
/** A day later, all is read, with all that the worker makes of it. */
const aDayLater = async (scene: Scene, on: Partial<Record<Network, LookUp>> = {}) => {
	later(scene, 19 * HOUR)
	const run = await rereadCases(place(scene, {}, on), EVERYTHING)
	for (const told of scene.sent.splice(0)) await handleMessage(scene.worker.dependencies, told)
	return run
}
const X_ID = '1924465506158878979'
const idOf = (n: number): string => String(1924465506158800000n + BigInt(n))
const person = (n: number) => ({ id_str: String(700_000 + n), screen_name: `kunde${n}`, name: `Kunde ${n}` })
const comment = (n: number, message = 'Bei mir geht nichts.') =>
	changes('feed', {
		item: 'comment',
		verb: 'add',
		post_id: '2001_1',
		comment_id: `1_${n}`,
		parent_id: '2001_1',
		from: { id: `40${n}`, name: `Frau ${n}` },
		message,
		created_time: 1795341600,
	})
const kinds = async (scene: Scene) => {
	const [state] = await scene.worker.cases()
	return state === undefined
		? []
		: (await scene.worker.stores.store.factsAfter(state.id, 0)).map(({ fact }) => fact.kind)
}
const theContent = async (scene: Scene) =>
	(await scene.worker.stores.allContent()).filter(({ kind }) => kind !== 'alias')
const isErased = ({ kind }: Content): boolean => kind === 'erased'
const oldest = (scene: Scene): unknown =>
	scene.lines.map((line) => JSON.parse(line)).find((line) => 'OldestRereadHours' in line)?.OldestRereadHours

describe('an open case', () => {
	it('on Facebook is left alone until its last visit is 18 hours ago', async ({ scene }) => {
		await handle(scene, comment(11), 'meta')
		later(scene, 17 * HOUR)
		expect(await rereadCases(place(scene))).toMatchObject({ cases: 1, reread: 0, isComplete: true })
		expect(scene.asked).toEqual([])
		expect(oldest(scene)).toBe(17)
		later(scene, HOUR)
		scene.lines = []
		expect(await rereadCases(place(scene))).toMatchObject({ reread: 1, changed: 0 })
		expect(scene.asked).toEqual([{ network: 'facebook', accountId: '2001', ids: ['1_11'] }])
		expect(oldest(scene)).toBe(0)
		later(scene, 17 * HOUR)
		expect(await rereadCases(place(scene))).toMatchObject({ reread: 0 })
	})

	it('is visited once a day of UTC, and on X read by no run of the schedule', async ({ scene }) => {
		await handle(scene, postDelivery(post()))
		await handle(scene, postDelivery(post({ id_str: idOf(9), user: person(9) })))
		const days = new Set<string>()
		for (let hour = 0; hour < 24 * 6; hour += 1) {
			later(scene, HOUR)
			const { reread } = await rereadCases(place(scene))
			if (reread > 0) days.add(scene.now.slice(0, 10))
		}
		expect(days.size).toBeGreaterThanOrEqual(5)
		expect(scene.asked).toEqual([])
		const paid = scene.lines.flatMap((line): number[] => JSON.parse(line).RereadMilliUsd ?? [])
		expect(new Set(paid)).toEqual(new Set([0]))
		// Nor is any left alone for longer than from one midnight to the next.
		expect(
			scene.lines.flatMap((line): number[] => JSON.parse(line).OldestRereadHours ?? []).every((one) => one <= 24),
		).toBe(true)
	})

	it('is read on X where somebody asks for everything, and the price is told', async ({ scene }) => {
		await handle(scene, postDelivery(post()))
		await handle(scene, postDelivery(post({ id_str: idOf(9), user: person(9) })))
		await aDayLater(scene)
		expect(scene.asked.flatMap(({ ids }) => ids)).toHaveLength(2)
		expect(scene.lines.flatMap((line): number[] => JSON.parse(line).RereadMilliUsd ?? [])).toEqual([10])
	})

	it('loses the words of a post that is gone, media and all, and says so', async ({ scene }) => {
		await handle(scene, postDelivery(post()))
		scene.shown = { [X_ID]: 'gone' }
		expect(await aDayLater(scene)).toMatchObject({ changed: 1 })
		const [content] = await theContent(scene)
		expect(content).toMatchObject({ kind: 'erased', erasedAt: scene.now, seen: { erased: `reconcile#${scene.now}` } })
		expect(content).not.toHaveProperty('text')
		expect(await kinds(scene)).toEqual(['CaseOpened', 'MessageReceived', 'MessageErased'])
		expect((await scene.worker.cases())[0]).toMatchObject({ unanswered: { count: 0 } })
		scene.asked = []
		await aDayLater(scene)
		expect(scene.asked).toEqual([])
	})

	it('gets the newest edition of a post on X, under whose id it can be deleted from then on', async ({ scene }) => {
		await handle(scene, postDelivery(post()))
		const edition = '1924465506158878990'
		scene.shown = { [X_ID]: { text: '@hilft jetzt ist alles tot', edition } }
		await aDayLater(scene)
		expect(await theContent(scene)).toMatchObject([{ text: '@hilft jetzt ist alles tot', edition }])
		expect(await kinds(scene)).toContain('MessageEdited')
		expect(await aDayLater(scene)).toMatchObject({ changed: 0 })
		await handle(scene, {
			for_user_id: '1001',
			tweet_delete_events: [deletion({ status: { id: edition, user_id: '5001' } })],
		})
		expect((await theContent(scene)).map(isErased)).toEqual([true])
	})

	it('is not changed by another text of the same edition on X', async ({ scene }) => {
		await handle(scene, postDelivery(post()))
		scene.shown = { [X_ID]: { text: 'von X anders geschrieben' } }
		expect(await aDayLater(scene)).toMatchObject({ changed: 0 })
	})

	it('gets the new text of a comment on Facebook, and waits again, once', async ({ scene }) => {
		await handle(scene, comment(11), 'meta')
		scene.shown = { '1_11': { text: 'Bei mir geht jetzt auch das Telefon nicht.' } }
		await aDayLater(scene)
		expect(await theContent(scene)).toMatchObject([{ text: 'Bei mir geht jetzt auch das Telefon nicht.' }])
		expect(await aDayLater(scene)).toMatchObject({ changed: 0 })
		expect((await kinds(scene)).filter((kind) => kind === 'MessageEdited')).toHaveLength(1)
	})

	it('keeps the words of a comment whose text Facebook does not show any more', async ({ scene }) => {
		await handle(scene, comment(11), 'meta')
		scene.shown = { '1_11': { text: '' } }
		expect(await aDayLater(scene)).toMatchObject({ changed: 0 })
	})

	it('is not changed because our copy is masked', async ({ scene }) => {
		await handle(scene, comment(11, `Ruft mich an: ${PHONE}`), 'meta')
		expect(await theContent(scene)).toMatchObject([{ text: 'Ruft mich an: [Telefonnummer]' }])
		scene.shown = { '1_11': { text: `Ruft mich an: ${PHONE}` } }
		expect(await aDayLater(scene)).toMatchObject({ changed: 0 })
	})

	it('shows what was edited in masked, with the signal', async ({ scene }) => {
		await handle(scene, comment(11), 'meta')
		scene.shown = { '1_11': { text: `Ruft mich an: ${PHONE}` } }
		await aDayLater(scene)
		expect(await theContent(scene)).toMatchObject([{ text: 'Ruft mich an: [Telefonnummer]' }])
		expect((await scene.worker.cases())[0]?.exposures).toMatchObject([{ fields: ['phone'] }])
	})

	it('asks for nothing that is private, and is marked all the same', async ({ scene }) => {
		await handle(scene, messageDelivery(directMessage()))
		expect(await aDayLater(scene)).toMatchObject({ reread: 1 })
		expect(scene.asked).toEqual([])
	})

	it('keeps what no call shows, of which "gone" would say nothing', async ({ scene }) => {
		await handle(
			scene,
			changes('mention', { item: 'post', verb: 'add', post_id: '555_123', message: 'Hilft hilft nicht' }),
			'meta',
		)
		await handle(scene, instagramChanges('mentions', { media_id: '17', comment_id: '18' }), 'meta')
		scene.shown = { '555_123': 'gone', '18': 'gone' }
		await aDayLater(scene)
		expect(scene.asked).toEqual([])
		expect((await theContent(scene)).some(isErased)).toBe(false)
	})

	it('asks for the newest 50 messages, and for all that nobody answered', async ({ scene }) => {
		for (let n = 0; n < 60; n += 1) await handle(scene, postDelivery(post({ id_str: idOf(n) })))
		await aDayLater(scene)
		expect(scene.asked[0]?.ids).toHaveLength(60)
		const [state] = await scene.worker.cases()
		if (state === undefined) throw new Error('no case')
		await applyCommand(scene.worker.dependencies, state.id, answeredByHand())
		scene.asked = []
		await aDayLater(scene)
		expect(scene.asked[0]?.ids).toHaveLength(50)
	})
})

describe('what bystanders wrote in the thread of a case', () => {
	const aside = (n: number, thread = X_ID) =>
		postDelivery(
			post({
				id_str: idOf(n),
				user: person(n),
				conversation_id_str: thread,
				in_reply_to_status_id_str: thread,
				in_reply_to_user_id_str: '5001',
				text: '@kundin @hilft kenne ich',
				display_text_range: [15, 24],
				entities: {
					user_mentions: [
						{ id_str: '5001', indices: [0, 7] },
						{ id_str: '1001', indices: [8, 14] },
					],
				},
			}),
		)

	it('is looked up with it, and goes when it is gone', async ({ scene }) => {
		await handle(scene, postDelivery(post()))
		await handle(scene, aside(1))
		expect((await theContent(scene)).filter(({ kind }) => kind === 'aside')).toHaveLength(1)
		scene.shown = { [idOf(1)]: 'gone' }
		expect(await aDayLater(scene)).toMatchObject({ cases: 1, changed: 1 })
		expect(scene.asked.flatMap(({ ids }) => ids).toSorted()).toEqual([idOf(1), X_ID].toSorted())
		expect((await theContent(scene)).filter(isErased)).toMatchObject([{ was: 'aside' }])
	})

	it('is looked up once, however many cases there are in the thread', async ({ scene }) => {
		await handle(scene, postDelivery(post()))
		for (const n of [7, 8])
			await handle(
				scene,
				postDelivery(
					post({ id_str: idOf(n), user: person(n), conversation_id_str: X_ID, in_reply_to_status_id_str: X_ID }),
				),
			)
		await handle(scene, aside(1))
		expect(await aDayLater(scene)).toMatchObject({ cases: 3, reread: 3 })
		expect(scene.asked.flatMap(({ ids }) => ids)).toHaveLength(4)
	})
})

describe('a closed case', () => {
	it('is not looked at', async ({ scene }) => {
		await handle(scene, postDelivery(post()))
		const [state] = await scene.worker.cases()
		if (state === undefined) throw new Error('no case')
		await applyCommand(scene.worker.dependencies, state.id, close())
		expect(await aDayLater(scene)).toMatchObject({ cases: 0 })
		expect(scene.asked).toEqual([])
	})
})

describe('a command that is queued twice', () => {
	it.for(['gone', 'edited'] as const)('changes nothing the second time: %s', async (remoteState, { scene }) => {
		await handle(scene, comment(11), 'meta')
		scene.shown = { '1_11': remoteState === 'gone' ? 'gone' : { text: 'Ganz anders.' } }
		later(scene, 19 * HOUR)
		await rereadCases(place(scene), EVERYTHING)
		const [told] = scene.sent
		if (told === undefined) throw new Error('nothing told')
		await rereadMessage(scene.worker.dependencies, told)
		const [before] = await scene.worker.cases()
		await rereadMessage(scene.worker.dependencies, told)
		later(scene, HOUR)
		await rereadMessage(scene.worker.dependencies, { ...told, at: scene.now })
		expect((await scene.worker.cases())[0]?.version).toBe(before?.version)
	})

	it('is nothing where the words are unknown or erased', async ({ scene }) => {
		const told = {
			command: 'reread',
			remoteState: 'edited',
			message: 'msg_00000000000000000000000009',
			at: scene.now,
		} as const
		await rereadMessage(scene.worker.dependencies, { ...told, text: 'eA==', edition: '7', isNamed: true })
		expect(await scene.worker.stores.allContent()).toEqual([])
	})
})

const many = async (scene: Scene, count: number) => {
	for (let n = 0; n < count; n += 1) await handle(scene, postDelivery(post({ id_str: idOf(n), user: person(n) })))
}

describe('many cases', () => {
	it('share the calls: 1,000 take ten on X and one pass of the list, and all are done within a run', async ({
		scene,
	}) => {
		await many(scene, 1_000)
		let pages = 0
		let reads = 0
		later(scene, 19 * HOUR)
		const { list, store } = place(scene)
		const counted = place(scene, {
			list: {
				page: (...page) => {
					pages += 1
					return list.page(...page)
				},
			},
			store: {
				...store,
				factsAfter: (...from) => {
					reads += 1
					return store.factsAfter(...from)
				},
			},
		})
		expect(await rereadCases(counted, EVERYTHING)).toMatchObject({ cases: 1_000, reread: 1_000, isComplete: true })
		expect([scene.asked.length, pages, reads]).toEqual([10, 10, 1_000])
		expect(Math.max(...scene.asked.map(({ ids }) => ids.length))).toBe(100)
	}, 60_000)

	it('pass by one that cannot be read, which grows old with its messages', async ({ scene }) => {
		await many(scene, 3)
		const [lost] = await scene.worker.cases()
		if (lost === undefined) throw new Error('no case')
		scene.worker.stores.makeUnreadable(lost.id)
		later(scene, 19 * HOUR)
		const run = await rereadCases(place(scene), EVERYTHING)
		expect(run).toMatchObject({ cases: 3, reread: 2, isComplete: true })
		expect(run.oldestMilliseconds).toBeGreaterThanOrEqual(19 * HOUR)
		// By its head it may still be in order.
		const list = { page: async () => ({ rows: [{ kind: 'readable' as const, state: lost }] }) }
		expect(await rereadCases(place(scene, { list }), EVERYTHING)).toMatchObject({ cases: 1, reread: 0 })
	})

	it('on Facebook are asked for 50 at a time', async ({ scene }) => {
		for (let n = 10; n < 70; n += 1) await handle(scene, comment(n), 'meta')
		await aDayLater(scene)
		expect(scene.asked.map(({ ids }) => ids.length)).toEqual([50, 10])
	})

	it('are gone on with by the next run where this one had no time left', async ({ scene }) => {
		await many(scene, 250)
		later(scene, 19 * HOUR)
		let ticks = 0
		const clock = {
			now: () => {
				ticks += 1
				return addMilliseconds(scene.now, ticks * MINUTE)
			},
		}
		const first = await rereadCases(place(scene, { clock }), { ...EVERYTHING, budgetMilliseconds: MINUTE })
		expect(first).toMatchObject({ cases: 100, isComplete: false })
		await rereadCases(place(scene, { clock }), { ...EVERYTHING, budgetMilliseconds: MINUTE })
		const last = await rereadCases(place(scene, { clock }), { ...EVERYTHING, budgetMilliseconds: MINUTE })
		expect(last).toMatchObject({ cases: 50, isComplete: true })
		expect(new Set(scene.asked.flatMap(({ ids }) => ids)).size).toBe(250)
	})
})

describe('a network that says nothing', () => {
	const silent: LookUp = async (_, ids) => ids.map((contentId) => ({ contentId, remoteState: 'unknown' }))

	it('is left alone for the run after two blank answers, and asked again in the next; the other goes on', async ({
		scene,
	}) => {
		await many(scene, 400)
		await handle(scene, comment(11), 'meta')
		later(scene, 19 * HOUR)
		expect(await rereadCases(place(scene, {}, { x: silent }), EVERYTHING)).toMatchObject({ reread: 1 })
		expect(scene.asked.map((one) => one.network).toSorted()).toEqual(['facebook', 'x', 'x'])
		expect(oldest(scene)).toBe(19)
		expect(await rereadCases(place(scene), EVERYTHING)).toMatchObject({ reread: 400 })
	})

	it('says nothing of one message for ever without holding the case back', async ({ scene }) => {
		await many(scene, 3)
		const partly: LookUp = async (_, ids) =>
			ids.map((contentId) =>
				contentId === idOf(1)
					? { contentId, remoteState: 'unknown' as const }
					: { contentId, remoteState: 'there' as const, text: '@hilft mein Anschluss ist tot' },
			)
		expect(await aDayLater(scene, { x: partly })).toMatchObject({ reread: 3, changed: 0 })
	})

	it('fails the run where its secret is missing, after the other was done', async ({ scene }) => {
		await many(scene, 1)
		await handle(scene, comment(11), 'meta')
		later(scene, 19 * HOUR)
		const missing: LookUp = async () => Promise.reject(new RetryLaterError('secretMissing'))
		await expect(rereadCases(place(scene, {}, { x: missing }), EVERYTHING)).rejects.toThrow('rereadIncomplete')
		expect(scene.asked.map((one) => one.network).toSorted()).toEqual(['facebook', 'x'])
		scene.lines = []
		expect(await rereadCases(place(scene), EVERYTHING)).toMatchObject({ reread: 1 })
	})
})

describe('a case that cannot be read', () => {
	it('fails the run alone, and is tried again', async ({ scene }) => {
		await many(scene, 3)
		later(scene, 19 * HOUR)
		const { store } = place(scene)
		const [broken] = [...scene.worker.stores.facts.keys()]
		const factsAfter: typeof store.factsAfter = async (id, version) => {
			if (id === broken) throw new Error('unreadable')
			return store.factsAfter(id, version)
		}
		await expect(rereadCases(place(scene, { store: { ...store, factsAfter } }), EVERYTHING)).rejects.toThrow(
			'rereadIncomplete',
		)
		expect(scene.lines.join('')).toContain('REREAD_FAILED')
		expect(await rereadCases(place(scene), EVERYTHING)).toMatchObject({ reread: 1 })
	})

	it('is not marked when the queue did not take what changed', async ({ scene }) => {
		await handle(scene, postDelivery(post()))
		scene.shown = { [X_ID]: 'gone' }
		later(scene, 19 * HOUR)
		const commands = { send: async () => Promise.reject(new Error('refused')) }
		await expect(rereadCases(place(scene, { commands }), EVERYTHING)).rejects.toThrow('refused')
		expect(await aDayLater(scene)).toMatchObject({ changed: 1 })
	})
})
