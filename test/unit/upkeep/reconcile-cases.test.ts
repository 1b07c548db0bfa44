import { beforeEach, describe, expect, it } from 'vitest'
import { applyCommand } from '#shared/cases/apply.ts'
import { type Content, isNetworkContent } from '#shared/cases/content.ts'
import type { Network } from '#shared/cases/network.ts'
import type { RemoteState, Sender } from '#shared/channels/channel.ts'
import { addMilliseconds, HOUR, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import { createLog } from '#shared/kernel/log.ts'
import { handleDelivery } from '#shared/messages/handle-delivery.ts'
import { type Reread, rereadSchema } from '#shared/upkeep/reread.ts'
import { type RereadDependencies, rereadCases } from '#shared/upkeep/reread-cases.ts'
import { rereadMessage } from '#shared/upkeep/reread-message.ts'
import { handleMessage } from '#shared/wiring/worker.ts'
import { changes } from '#test/deliveries/meta.ts'
import { deletion, directMessage, messageDelivery, post, postDelivery } from '#test/deliveries/x.ts'
import { createWorkerPlace } from '#test/fixtures/worker-place.ts'
import { createMemoryRereadStore } from '#test/memory/reread-store.ts'
import { close } from '#test/support/case-factories.ts'

const OPENED: Instant = '2026-11-22T10:00:05.000Z'
const PHONE = '0171 23456789'

type LookUp = Sender['lookUp']
type Shown = Readonly<
	Record<string, Omit<Extract<RemoteState, { remoteState: 'there' }>, 'contentId' | 'remoteState'> | 'gone'>
>

let worker: ReturnType<typeof createWorkerPlace>
let now: Instant
let shown: Shown
let asked: { readonly network: Network; readonly accountId: string; readonly ids: readonly string[] }[]
let sent: Reread[]
let lines: string[]
let rereads: ReturnType<typeof createMemoryRereadStore>
beforeEach(() => {
	worker = createWorkerPlace({ clock: { now: () => now } })
	now = OPENED
	shown = {}
	asked = []
	sent = []
	lines = []
	rereads = createMemoryRereadStore()
})

/** A network that shows what `shown` says, and everything else as it was written. */
const network =
	(name: Network, behaviour?: LookUp): LookUp =>
	async (accountId, ids) => {
		asked.push({ network: name, accountId, ids })
		if (behaviour !== undefined) return behaviour(accountId, ids)
		const content = await worker.stores.allContent()
		return ids.map((contentId): RemoteState => {
			const one = shown[contentId]
			if (one === 'gone') return { contentId, remoteState: 'gone' }
			const text = content.filter(isNetworkContent).find((known) => known.contentId === contentId)?.text ?? ''
			return { contentId, remoteState: 'there', text, ...one }
		})
	}

const place = (
	change: Partial<RereadDependencies> = {},
	on: Partial<Record<Network, LookUp>> = {},
): RereadDependencies => ({
	list: worker.stores.list,
	store: worker.dependencies.store,
	content: worker.dependencies.content,
	asides: worker.stores.asides,
	rereads,
	senders: {
		x: { lookUp: network('x', on.x) },
		facebook: { lookUp: network('facebook', on.facebook) },
		instagram: { lookUp: network('instagram', on.instagram) },
	},
	commands: { send: async (told) => void sent.push(rereadSchema.parse(JSON.parse(JSON.stringify(told)))) },
	screen: worker.dependencies.screen,
	clock: { now: () => now },
	log: createLog((line) => lines.push(line)),
	...change,
})

const later = (milliseconds: number): void => {
	now = addMilliseconds(now, milliseconds)
}
const handle = (body: unknown, door: 'x' | 'meta' = 'x') =>
	handleDelivery(worker.dependencies, worker.deliver(body, door))
/** A day later, with all that the worker makes of it. */
const aDayLater = async (on: Partial<Record<Network, LookUp>> = {}) => {
	later(19 * HOUR)
	const run = await rereadCases(place({}, on))
	for (const told of sent.splice(0)) await handleMessage(worker.dependencies, told)
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
const kinds = async () => {
	const [state] = await worker.cases()
	return state === undefined ? [] : (await worker.stores.store.factsAfter(state.id, 0)).map(({ fact }) => fact.kind)
}
const theContent = async () => (await worker.stores.allContent()).filter(({ kind }) => kind !== 'alias')
const isErased = ({ kind }: Content): boolean => kind === 'erased'
const oldest = (): unknown =>
	lines.map((line) => JSON.parse(line)).find((line) => 'OldestRereadHours' in line)?.OldestRereadHours

describe('an open case', () => {
	it('is left alone until its last look is 18 hours ago', async () => {
		await handle(postDelivery(post()))
		later(17 * HOUR)
		expect(await rereadCases(place())).toMatchObject({ cases: 1, reread: 0, isComplete: true })
		expect(asked).toEqual([])
		expect(oldest()).toBe(17)
		later(HOUR)
		lines = []
		expect(await rereadCases(place())).toMatchObject({ reread: 1, changed: 0 })
		expect(asked).toEqual([{ network: 'x', accountId: '1001', ids: [X_ID] }])
		expect(oldest()).toBe(0)
		later(17 * HOUR)
		expect(await rereadCases(place())).toMatchObject({ reread: 0 })
	})

	it('loses the words of a post that is gone, media and all, and says so', async () => {
		await handle(postDelivery(post()))
		shown = { [X_ID]: 'gone' }
		expect(await aDayLater()).toMatchObject({ changed: 1 })
		const [content] = await theContent()
		expect(content).toMatchObject({ kind: 'erased', erasedAt: now, seen: { erased: `reconcile#${now}` } })
		expect(content).not.toHaveProperty('text')
		expect(await kinds()).toEqual(['CaseOpened', 'MessageReceived', 'MessageErased'])
		expect((await worker.cases())[0]).toMatchObject({ unanswered: { count: 0 } })
		asked = []
		await aDayLater()
		expect(asked).toEqual([])
	})

	it('gets the newest edition of a post on X, under whose id it can be deleted from then on', async () => {
		await handle(postDelivery(post()))
		const edition = '1924465506158878990'
		shown = { [X_ID]: { text: '@hilft jetzt ist alles tot', edition } }
		await aDayLater()
		expect(await theContent()).toMatchObject([{ text: '@hilft jetzt ist alles tot', edition }])
		expect(await kinds()).toContain('MessageEdited')
		expect(await aDayLater()).toMatchObject({ changed: 0 })
		await handle({ for_user_id: '1001', tweet_delete_events: [deletion({ status: { id: edition, user_id: '5001' } })] })
		expect((await theContent()).map(isErased)).toEqual([true])
	})

	it('is not changed by another text of the same edition on X', async () => {
		await handle(postDelivery(post()))
		shown = { [X_ID]: { text: 'von X anders geschrieben' } }
		expect(await aDayLater()).toMatchObject({ changed: 0 })
	})

	it('gets the new text of a comment on Facebook, and waits again, once', async () => {
		await handle(comment(11), 'meta')
		shown = { '1_11': { text: 'Bei mir geht jetzt auch das Telefon nicht.' } }
		await aDayLater()
		expect(await theContent()).toMatchObject([{ text: 'Bei mir geht jetzt auch das Telefon nicht.' }])
		expect(await aDayLater()).toMatchObject({ changed: 0 })
		expect((await kinds()).filter((kind) => kind === 'MessageEdited')).toHaveLength(1)
	})

	it('keeps the words of a comment whose text Facebook does not show any more', async () => {
		await handle(comment(11), 'meta')
		shown = { '1_11': { text: '' } }
		expect(await aDayLater()).toMatchObject({ changed: 0 })
	})

	it('is not changed because our copy is masked', async () => {
		await handle(comment(11, `Ruft mich an: ${PHONE}`), 'meta')
		expect(await theContent()).toMatchObject([{ text: 'Ruft mich an: [Telefonnummer]' }])
		shown = { '1_11': { text: `Ruft mich an: ${PHONE}` } }
		expect(await aDayLater()).toMatchObject({ changed: 0 })
	})

	it('shows what was edited in masked, with the signal', async () => {
		await handle(comment(11), 'meta')
		shown = { '1_11': { text: `Ruft mich an: ${PHONE}` } }
		await aDayLater()
		expect(await theContent()).toMatchObject([{ text: 'Ruft mich an: [Telefonnummer]' }])
		expect((await worker.cases())[0]?.signals).toMatchObject([{ fields: ['phone'] }])
	})

	it('asks for nothing that is private, and is marked all the same', async () => {
		await handle(messageDelivery(directMessage()))
		expect(await aDayLater()).toMatchObject({ reread: 1 })
		expect(asked).toEqual([])
	})

	it('asks for the newest 50 messages, and for all that nobody answered', async () => {
		for (let n = 0; n < 60; n += 1) await handle(postDelivery(post({ id_str: idOf(n) })))
		await aDayLater()
		expect(asked[0]?.ids).toHaveLength(60)
		const [state] = await worker.cases()
		if (state === undefined) throw new Error('no case')
		await applyCommand(worker.dependencies, state.id, {
			kind: 'answeredByHand',
			by: 'agent_00000000000000000000000001',
		})
		asked = []
		await aDayLater()
		expect(asked[0]?.ids).toHaveLength(50)
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

	it('is looked up with it, and goes when it is gone', async () => {
		await handle(postDelivery(post()))
		await handle(aside(1))
		expect((await theContent()).filter(({ kind }) => kind === 'aside')).toHaveLength(1)
		shown = { [idOf(1)]: 'gone' }
		expect(await aDayLater()).toMatchObject({ cases: 1, changed: 1 })
		expect(asked.flatMap(({ ids }) => ids).toSorted()).toEqual([idOf(1), X_ID].toSorted())
		expect((await theContent()).filter(isErased)).toMatchObject([{ was: 'aside' }])
	})

	it('is looked up once, however many cases there are in the thread', async () => {
		await handle(postDelivery(post()))
		for (const n of [7, 8])
			await handle(
				postDelivery(
					post({ id_str: idOf(n), user: person(n), conversation_id_str: X_ID, in_reply_to_status_id_str: X_ID }),
				),
			)
		await handle(aside(1))
		expect(await aDayLater()).toMatchObject({ cases: 3, reread: 3 })
		expect(asked.flatMap(({ ids }) => ids)).toHaveLength(4)
	})
})

describe('a closed case', () => {
	it('is not looked at', async () => {
		await handle(postDelivery(post()))
		const [state] = await worker.cases()
		if (state === undefined) throw new Error('no case')
		await applyCommand(worker.dependencies, state.id, close())
		expect(await aDayLater()).toMatchObject({ cases: 0 })
		expect(asked).toEqual([])
	})
})

describe('a command that is queued twice', () => {
	it.each(['gone', 'edited'] as const)('changes nothing the second time: %s', async (remoteState) => {
		await handle(comment(11), 'meta')
		shown = { '1_11': remoteState === 'gone' ? 'gone' : { text: 'Ganz anders.' } }
		later(19 * HOUR)
		await rereadCases(place())
		const [told] = sent
		if (told === undefined) throw new Error('nothing told')
		await rereadMessage(worker.dependencies, told)
		const [before] = await worker.cases()
		await rereadMessage(worker.dependencies, told)
		later(HOUR)
		await rereadMessage(worker.dependencies, { ...told, at: now })
		expect((await worker.cases())[0]?.version).toBe(before?.version)
	})

	it('is nothing where the words are unknown or erased', async () => {
		const told = {
			command: 'reread',
			remoteState: 'edited',
			message: 'msg_00000000000000000000000009',
			at: now,
		} as const
		await rereadMessage(worker.dependencies, { ...told, text: 'eA==', edition: '7', isNamed: true })
		expect(await worker.stores.allContent()).toEqual([])
	})
})

const many = async (count: number) => {
	for (let n = 0; n < count; n += 1) await handle(postDelivery(post({ id_str: idOf(n), user: person(n) })))
}

describe('many cases', () => {
	it('share the calls: 1,000 take ten on X and one pass of the list, and all are done within a run', async () => {
		await many(1_000)
		let pages = 0
		let reads = 0
		later(19 * HOUR)
		const { list, store } = place()
		const counted = place({
			list: {
				page: (...page) => {
					pages += 1
					return list.page(...page)
				},
			},
			store: {
				factsAfter: (...from) => {
					reads += 1
					return store.factsAfter(...from)
				},
			},
		})
		expect(await rereadCases(counted)).toMatchObject({ cases: 1_000, reread: 1_000, isComplete: true })
		expect([asked.length, pages, reads]).toEqual([10, 10, 1_000])
		expect(Math.max(...asked.map(({ ids }) => ids.length))).toBe(100)
	}, 60_000)

	it('pass by one that cannot be read, which grows old with its messages', async () => {
		await many(3)
		const [lost] = await worker.cases()
		if (lost === undefined) throw new Error('no case')
		worker.stores.makeUnreadable(lost.id)
		later(19 * HOUR)
		const run = await rereadCases(place())
		expect(run).toMatchObject({ cases: 3, reread: 2, isComplete: true })
		expect(run.oldestMilliseconds).toBeGreaterThanOrEqual(19 * HOUR)
		// By its head it may still be in order.
		const list = { page: async () => ({ rows: [{ kind: 'readable' as const, state: lost }] }) }
		expect(await rereadCases(place({ list }))).toMatchObject({ cases: 1, reread: 0 })
	})

	it('on Facebook are asked for 50 at a time', async () => {
		for (let n = 10; n < 70; n += 1) await handle(comment(n), 'meta')
		await aDayLater()
		expect(asked.map(({ ids }) => ids.length)).toEqual([50, 10])
	})

	it('are gone on with by the next run where this one had no time left', async () => {
		await many(250)
		later(19 * HOUR)
		let ticks = 0
		const clock = {
			now: () => {
				ticks += 1
				return addMilliseconds(now, ticks * MINUTE)
			},
		}
		const first = await rereadCases(place({ clock }), { budgetMilliseconds: MINUTE })
		expect(first).toMatchObject({ cases: 100, isComplete: false })
		await rereadCases(place({ clock }), { budgetMilliseconds: MINUTE })
		const last = await rereadCases(place({ clock }), { budgetMilliseconds: MINUTE })
		expect(last).toMatchObject({ cases: 50, isComplete: true })
		expect(new Set(asked.flatMap(({ ids }) => ids)).size).toBe(250)
	})
})

describe('a network that says nothing', () => {
	const silent: LookUp = async (_, ids) => ids.map((contentId) => ({ contentId, remoteState: 'unknown' }))

	it('is left alone for the run after two blank answers, and asked again in the next; the other goes on', async () => {
		await many(400)
		await handle(comment(11), 'meta')
		later(19 * HOUR)
		expect(await rereadCases(place({}, { x: silent }))).toMatchObject({ reread: 1 })
		expect(asked.map((one) => one.network).toSorted()).toEqual(['facebook', 'x', 'x'])
		expect(oldest()).toBe(19)
		expect(await rereadCases(place())).toMatchObject({ reread: 400 })
	})

	it('says nothing of one message for ever without holding the case back', async () => {
		await many(3)
		const partly: LookUp = async (_, ids) =>
			ids.map((contentId) =>
				contentId === idOf(1)
					? { contentId, remoteState: 'unknown' as const }
					: { contentId, remoteState: 'there' as const, text: '@hilft mein Anschluss ist tot' },
			)
		expect(await aDayLater({ x: partly })).toMatchObject({ reread: 3, changed: 0 })
	})

	it('fails the run where its secret is missing, after the other was done', async () => {
		await many(1)
		await handle(comment(11), 'meta')
		later(19 * HOUR)
		const missing: LookUp = async () => Promise.reject(new RetryLaterError('secretMissing'))
		await expect(rereadCases(place({}, { x: missing }))).rejects.toThrow('rereadIncomplete')
		expect(asked.map((one) => one.network).toSorted()).toEqual(['facebook', 'x'])
		lines = []
		expect(await rereadCases(place())).toMatchObject({ reread: 1 })
	})
})

describe('a case that cannot be read', () => {
	it('fails the run alone, and is tried again', async () => {
		await many(3)
		later(19 * HOUR)
		const { store } = place()
		const [broken] = [...worker.stores.facts.keys()]
		const factsAfter: typeof store.factsAfter = async (id, version) => {
			if (id === broken) throw new Error('unreadable')
			return store.factsAfter(id, version)
		}
		await expect(rereadCases(place({ store: { factsAfter } }))).rejects.toThrow('rereadIncomplete')
		expect(lines.join('')).toContain('REREAD_FAILED')
		expect(await rereadCases(place())).toMatchObject({ reread: 1 })
	})

	it('is not marked when the queue did not take what changed', async () => {
		await handle(postDelivery(post()))
		shown = { [X_ID]: 'gone' }
		later(19 * HOUR)
		const commands = { send: async () => Promise.reject(new Error('refused')) }
		await expect(rereadCases(place({ commands }))).rejects.toThrow('refused')
		expect(await aDayLater()).toMatchObject({ changed: 1 })
	})
})
