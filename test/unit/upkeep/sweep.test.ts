import { describe, expect } from 'vitest'
import type { CaseId } from '#shared/cases/keys.ts'
import { DAY, MINUTE } from '#shared/kernel/clock.ts'
import { askForMail, receiveSubmission } from '#shared/requests/request-changes.ts'
import { dispatchCase } from '#shared/sending/dispatch-case.ts'
import { findLostHints } from '#shared/upkeep/find-lost-hints.ts'
import { sweep, sweepAndTend } from '#shared/upkeep/sweep.ts'
import { itWithRequest as it, type OutboxPlace } from '#test/fixtures/outbox-place.ts'
import { answer } from '#test/fixtures/sending-place.ts'
import {
	ANNA,
	close,
	keyOf,
	makePromise,
	minute,
	PROMISE,
	REQUEST,
	recordData,
	requestData,
	SEND,
	SUBMISSION,
} from '#test/support/case-factories.ts'
import { aSubmission } from '#test/support/request-factories.ts'
import { CALENDARS } from '#test/support/service-calendars.ts'

const WEEK = (7 * DAY) / MINUTE
const run = (place: OutboxPlace) => sweep(place.dependencies)
const sentTo = (place: OutboxPlace, queue: string) =>
	place.sent.filter((one) => one.queue === queue).map(({ message }) => message)
const dispatch = (place: OutboxPlace, caseId: CaseId) => dispatchCase(place.dependencies, caseId)
const sendStatus = async (place: OutboxPlace, caseId: CaseId) =>
	(await place.state(caseId)).sends.map(({ status }) => status.kind)
const given = async (place: OutboxPlace, caseId: CaseId) => {
	await dispatch(place, caseId)
	const request = await place.requests.find(REQUEST)
	if (request === undefined) throw new Error('no request')
	await place.requests.save({ request: askForMail(request, 'kundin@example.com', 'hash', minute(1)).next })
	await place.vault.put(aSubmission(caseId))
	await place.tell(caseId, recordData(), close())
	place.sent.length = 0
}

describe('the sweep', () => {
	it('has nothing to do while nothing is due', async ({ place }) => {
		place.setTime(minute(4))
		expect(await run(place)).toEqual({ cases: 0, unreadable: [] })
		expect(place.sent).toEqual([])
	})
	it('hints to dispatch where a send was never dispatched', async ({ place, caseId }) => {
		place.setTime(minute(6))
		expect(await run(place)).toEqual({ cases: 1, unreadable: [] })
		expect(place.sent).toEqual([{ queue: 'hints', message: { caseId } }])
	})
	it.for([
		['queued', []],
		['started', [{ kind: 'startSend', send: SEND, after: 0 }]],
		[
			'deferred',
			[
				{ kind: 'startSend', send: SEND, after: 0 },
				{ kind: 'deferSend', send: SEND, attempt: 1, until: minute(6), reason: 'limit' },
			],
		],
	] as const)('queues a send again that stays %s too long', async ([status, commands], { place, caseId }) => {
		await place.tell(caseId, ...commands)
		await dispatch(place, caseId)
		place.sent.length = 0
		place.setTime(minute(6))
		await run(place)
		expect(place.sent).toEqual([{ queue: 'x', message: { caseId, send: SEND } }])
		expect(await sendStatus(place, caseId)).toEqual([status])
	})
	it('queues an answer again five minutes after its time to undo', async ({ place, caseId }) => {
		await place.tell(caseId, { kind: 'startSend', send: SEND, after: 0 }, { kind: 'recordSent', send: SEND })
		await place.tell(caseId, answer(1, 60))
		await dispatch(place, caseId)
		place.sent.length = 0
		place.setTime(minute(5.5))
		await run(place)
		expect(place.sent).toEqual([])
		place.setTime(minute(6))
		await run(place)
		expect(place.sent).toEqual([{ queue: 'x', message: { caseId, send: keyOf('send', 101) } }])
	})
	it('leaves to a person what nobody knows the end of', async ({ place, caseId }) => {
		await place.tell(
			caseId,
			{ kind: 'startSend', send: SEND, after: 0 },
			{ kind: 'recordUnknown', send: SEND, attempt: 1 },
		)
		place.setTime(minute(60))
		expect(await run(place)).toEqual({ cases: 0, unreadable: [] })
		expect(place.sent).toEqual([])
	})
	it('queues nothing while all sending is stopped, but still hints to dispatch', async ({ place, caseId }) => {
		place.setSending(false)
		place.setTime(minute(6))
		await run(place)
		expect(place.sent).toEqual([{ queue: 'hints', message: { caseId } }])
		await dispatch(place, caseId)
		place.sent.length = 0
		await run(place)
		expect(place.sent).toEqual([])
		place.setSending(true)
		await run(place)
		expect(place.sent).toEqual([{ queue: 'x', message: { caseId, send: SEND } }])
	})
	it('takes the turn back when the request ends', async ({ place, caseId }) => {
		await place.tell(caseId, { kind: 'startSend', send: SEND, after: 0 }, { kind: 'recordSent', send: SEND })
		place.setTime(minute(WEEK))
		await run(place)
		expect(await place.state(caseId)).toMatchObject({ turn: { who: 'ours' }, requests: [{ status: 'expired' }] })
		expect(await run(place)).toEqual({ cases: 0, unreadable: [] })
	})
})

describe('a hint that was lost', () => {
	const hints = (place: OutboxPlace) => sentTo(place, 'hints')
	const look = (place: OutboxPlace) => findLostHints(place.dependencies)
	const openAsked = async (place: OutboxPlace, n: number): Promise<CaseId> => {
		const asked = await place.open()
		await place.tell(asked, requestData({ request: keyOf('req', n), send: keyOf('send', n) }))
		return asked
	}
	it('is made up for, also of a fact that leaves nothing due, in a closed case', async ({ place, caseId }) => {
		await dispatch(place, caseId)
		await place.tell(caseId, { kind: 'startSend', send: SEND, after: 0 }, { kind: 'recordSent', send: SEND })
		await place.tell(caseId, { kind: 'revokeRequest', by: ANNA }, close())
		place.setTime(minute(4.9))
		expect([await look(place), hints(place)]).toEqual([[], []])
		place.setTime(minute(6))
		await sweepAndTend(place.dependencies)
		expect(hints(place)).toEqual([{ caseId }])
		await dispatch(place, caseId)
		expect([await look(place), hints(place)]).toEqual([[], [{ caseId }]])
		expect(await place.requests.find(REQUEST)).toMatchObject({ end: { how: 'revoked' } })
	})
	it('is none where nothing was demanded, however far dispatch is behind', async ({ place, caseId }) => {
		await dispatch(place, caseId)
		await place.tell(caseId, { kind: 'startSend', send: SEND, after: 0 }, { kind: 'recordSent', send: SEND })
		await place.open()
		place.setTime(minute(60))
		expect(await look(place)).toEqual([])
	})
	it('is looked for once where it was not lost, and given in every run where it was', async ({ place, caseId }) => {
		const other = await openAsked(place, 2)
		await dispatch(place, other)
		place.setTime(minute(6))
		const looked: (readonly CaseId[])[] = []
		const positions: OutboxPlace['cursors']['positions'] = (ids) => {
			looked.push(ids)
			return place.cursors.positions(ids)
		}
		const watched = { ...place.dependencies, cursors: { ...place.cursors, positions } }
		for (let run = 0; run < 3; run += 1) expect(await findLostHints(watched)).toEqual([caseId])
		expect([looked[0]?.toSorted(), ...looked.slice(1)]).toEqual([[caseId, other].toSorted(), [caseId], [caseId]])
		expect(hints(place)).toEqual([{ caseId }, { caseId }, { caseId }])
	})
	it('is forgotten of none where more lag than are remembered', async ({ place }) => {
		const all: CaseId[] = []
		for (let n = 0; n < 1_050; n += 1) all.push(await openAsked(place, 100 + n))
		place.setTime(minute(6))
		for (let run = 0; run < 3; run += 1) await look(place)
		const { readTo, lagging } = await place.scans.demandsRead()
		expect([lagging.length, readTo < minute(1)]).toEqual([1_000, true])
		for (const { id } of lagging) await dispatch(place, id)
		place.sent.length = 0
		const left = await look(place)
		const found = new Set([...lagging.map(({ id }) => id), ...left])
		expect(all.filter((id) => !found.has(id))).toEqual([])
		for (const id of left) await dispatch(place, id)
		expect(await look(place)).toEqual([])
	})
	it('fails the run when it cannot be looked for, and stops nothing else', async ({ place }) => {
		place.setTime(minute(6))
		const list = { ...place.list, demanded: () => Promise.reject(new Error('throttled')) }
		await expect(sweepAndTend({ ...place.dependencies, list })).rejects.toThrow('throttled')
		expect(place.sent.map(({ queue }) => queue)).toEqual(['commands', 'hints'])
	})
	it('stops nothing when the scan of all cases fails, and the run fails', async ({ place, caseId }) => {
		place.setTime(minute(6))
		const list = { ...place.list, page: () => Promise.reject(new Error('throttled')) }
		await expect(sweepAndTend({ ...place.dependencies, list })).rejects.toThrow('throttled')
		expect(hints(place)).toContainEqual({ caseId })
	})
	it('leaves the scan to begin anew where its cursor is not known any more', async ({ place }) => {
		await place.scans.moveCursor('open', 'nowhere')
		await sweepAndTend(place.dependencies)
		expect(await place.scans.cursor('open')).toBeUndefined()
	})
})

describe('the erasure after a close', () => {
	it('waits for its day', async ({ place, caseId }) => {
		await given(place, caseId)
		place.setTime(minute((3 * DAY) / MINUTE - 1))
		await run(place)
		expect(await place.vault.listItems(caseId)).toHaveLength(2)
	})
	it('shuts the request and forgets the address, then destroys keys, then items, then says so', async ({
		place,
		caseId,
	}) => {
		await given(place, caseId)
		const steps: string[] = []
		const noting =
			<Args extends readonly unknown[], Result>(step: string, act: (...args: Args) => Result) =>
			(...args: Args): Result => {
				steps.push(step)
				return act(...args)
			}
		const { vault, requests, store } = place.dependencies
		const watched = {
			...place.dependencies,
			requests: { ...requests, save: noting('request', requests.save) },
			vault: { ...vault, deleteKey: noting('key', vault.deleteKey), deleteItem: noting('item', vault.deleteItem) },
			store: { ...store, commit: noting('fact', store.commit) },
		}
		place.setTime(minute((3 * DAY) / MINUTE))
		await sweep(watched)
		// What comes after it is the settling of the mail's command.
		expect(steps.slice(0, 5)).toEqual(['request', 'key', 'item', 'item', 'fact'])
		expect(await place.vault.listItems(caseId)).toEqual([])
		expect(JSON.stringify(await place.requests.find(REQUEST))).not.toContain('kundin@example.com')
		expect((await place.factsOf(caseId)).at(-1)).toBe('DataErased')
		expect(await place.state(caseId)).toMatchObject({ state: 'closed', holdsData: false })
	})
	it('is done again, and said once, after it was cut off', async ({ place, caseId }) => {
		await given(place, caseId)
		place.setTime(minute((3 * DAY) / MINUTE))
		const deleteItem = () => Promise.reject(new Error('cut off'))
		await expect(sweep({ ...place.dependencies, vault: { ...place.vault, deleteItem } })).rejects.toThrow(
			AggregateError,
		)
		expect((await place.factsOf(caseId)).at(-1)).toBe('CaseClosed')
		await run(place)
		await run(place)
		expect((await place.factsOf(caseId)).filter((kind) => kind === 'DataErased')).toHaveLength(1)
	})
	it('does not happen to a case that was reopened', async ({ place, caseId }) => {
		await given(place, caseId)
		await place.tell(caseId, recordData({ submission: keyOf('sub', 2) }))
		place.setTime(minute((3 * DAY) / MINUTE))
		await run(place)
		expect(await place.vault.listItems(caseId)).toHaveLength(2)
	})
})

describe('commands that the worker has not put on record', () => {
	const submit = async (place: OutboxPlace, caseId: CaseId) => {
		await dispatch(place, caseId)
		const request = await place.requests.find(REQUEST)
		if (request === undefined) throw new Error('no request')
		const told = receiveSubmission(
			request,
			{ submissionId: SUBMISSION, fields: ['phone'], assurance: 'controlsMailbox' },
			minute(1),
		)
		await place.requests.save({ request: told.next })
		place.sent.length = 0
	}
	const pending = async (place: OutboxPlace) => (await place.requests.find(REQUEST))?.pending.length
	it('are applied and settled after two minutes, by no queue', async ({ place, caseId }) => {
		await submit(place, caseId)
		place.setTime(minute(2))
		await run(place)
		expect(await pending(place)).toBe(1)
		place.setTime(minute(4))
		await run(place)
		expect((await place.factsOf(caseId)).filter((kind) => kind === 'DataReceived')).toHaveLength(1)
		expect(await pending(place)).toBe(0)
		expect(sentTo(place, 'commands')).toEqual([])
	})
	it('are settled once they are on record, even when the data were erased since', async ({ place, caseId }) => {
		await submit(place, caseId)
		await place.tell(caseId, recordData({ fields: ['phone'] }), { kind: 'recordErasure', reason: 'demanded', by: ANNA })
		place.setTime(minute(4))
		await run(place)
		expect(sentTo(place, 'commands')).toEqual([])
		expect(await pending(place)).toBe(0)
		expect(await place.state(caseId)).toMatchObject({ holdsData: false })
	})
})

describe('what is owed', () => {
	const DUE = (DAY + 2 * 60 * MINUTE) / MINUTE
	const owed = makePromise({ id: PROMISE, dueAt: minute(DUE), remindAt: minute(DUE - 60) })
	const promises = async (place: OutboxPlace, caseId: CaseId) => (await place.state(caseId)).promises
	it('is looked at when it is due, and counted once it is late', async ({ place }) => {
		const caseId = await place.open()
		await place.tell(caseId, owed)
		place.setTime(minute(DUE - 61))
		await run(place)
		expect(await promises(place, caseId)).toMatchObject([{ id: PROMISE, nextAt: minute(DUE - 60) }])
		place.setTime(minute(DUE - 60))
		await run(place)
		expect(await promises(place, caseId)).toMatchObject([{ id: PROMISE, remindedAt: minute(DUE - 60) }])
		place.setTime(minute(DUE))
		await run(place)
		expect(await promises(place, caseId)).toMatchObject([{ overdueAt: minute(DUE), nextAt: minute(DUE + 60) }])
		expect(place.lines.join('')).toContain('PromisesOverdue')
		expect(place.lines.join('')).not.toContain('PromisesEscalated')
		place.setTime(minute(DUE + 60))
		await run(place)
		expect(place.lines.join('')).toContain('PromisesEscalated')
	})
	it('passes from who is not on the roster to the team', async ({ place }) => {
		const caseId = await place.open()
		await place.tell(caseId, { ...owed, by: keyOf('agent', 77) })
		place.setTime(minute(DUE - 60))
		await run(place)
		expect(await promises(place, caseId)).toMatchObject([{ owes: { kind: 'team' } }])
	})
	it('is shown at a date of ours, and asks nobody of the roster for that', async ({ place }) => {
		const caseId = await place.open()
		await place.tell(caseId, { kind: 'setFollowUp', by: ANNA, dueAt: minute(90) })
		place.setTime(minute(90))
		const roster = { ...place.roster, findByKeys: () => Promise.reject(new Error('nobody asks')) }
		await sweep({ ...place.dependencies, roster })
		expect(await place.state(caseId)).toMatchObject({ followUp: { isDue: true } })
	})
	it('counts by the clock where a team never has service', async ({ place }) => {
		const caseId = await place.open()
		await place.tell(caseId, owed)
		place.setTime(minute(DUE))
		const never = { ...CALENDARS, default: { ...CALENDARS.default, hours: {} } }
		await sweep({ ...place.dependencies, calendars: () => never })
		expect(await promises(place, caseId)).toMatchObject([{ overdueAt: minute(DUE), nextAt: minute(DUE + 60) }])
	})
})

describe('a failure in the sweep', () => {
	it('does not stop the rest, and makes the run fail at its end', async ({ place, caseId }) => {
		const other = await place.open()
		await place.tell(other, requestData({ request: keyOf('req', 2), send: keyOf('send', 2) }))
		place.setTime(minute(6))
		const store = {
			...place.store,
			load: (id: CaseId) => (id === caseId ? Promise.reject(new Error('content of a customer')) : place.store.load(id)),
		}
		await expect(sweep({ ...place.dependencies, store })).rejects.toThrow(AggregateError)
		expect(sentTo(place, 'hints')).toEqual([{ caseId: other }])
		expect(place.lines.join('')).toContain('SWEEP_CASE_FAILED')
		expect(place.lines.join('')).not.toContain('content of a customer')
	})
	it('of the pending commands comes after the cases', async ({ place, caseId }) => {
		place.setTime(minute(6))
		const requests = { ...place.requests, listPending: () => Promise.reject(new Error('throttled')) }
		await expect(sweep({ ...place.dependencies, requests })).rejects.toThrow(AggregateError)
		expect(sentTo(place, 'hints')).toEqual([{ caseId }])
	})
	it('of a command whose case cannot be found leaves it pending', async ({ place, caseId }) => {
		await dispatch(place, caseId)
		const request = await place.requests.find(REQUEST)
		if (request === undefined) throw new Error('no request')
		await place.requests.save({ request: askForMail(request, 'a@b.example', 'hash', minute(0)).next })
		place.setTime(minute(4))
		const store = { ...place.store, load: async () => undefined }
		await expect(sweep({ ...place.dependencies, store })).rejects.toThrow(AggregateError)
		expect(await place.requests.find(REQUEST)).toMatchObject({ pending: [{ command: 'mail-requested', issue: 1 }] })
	})
})
