import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command } from '#shared/cases/commands.ts'
import { decide } from '#shared/cases/decide.ts'
import { caseDueAt } from '#shared/cases/due.ts'
import { evolve, fold } from '#shared/cases/evolve.ts'
import type { FactMembers } from '#shared/cases/fact.ts'
import type { Fact, FactKind } from '#shared/cases/facts.ts'
import { promisesRefusals } from '#shared/cases/promises/decide.ts'
import { firstDue, hasOpenPromise } from '#shared/cases/promises/state.ts'
import type { Refusal } from '#shared/cases/refusal.ts'
import type { CaseState } from '#shared/cases/state.ts'
import {
	ANNA,
	assign,
	BEN,
	beginErasure,
	breakPromise,
	CASE,
	CEM,
	claim,
	close,
	factAt,
	keepPromise,
	keyOf,
	makePromise,
	manyPromises,
	message,
	minute,
	movePromise,
	opened,
	PROMISE,
	passPromise,
	promise,
	recordFailed,
	reply,
	SEND,
	sent,
	startSend,
	tendPromises,
	unknown,
	withdraw,
} from '#test/support/case-factories.ts'
import { givenCase, itRefuses } from '#test/support/case-specification.ts'

const DUE = 24 * 60
const REMIND = DUE - 60
const WATCH = DUE - 15
const annas = { kind: 'agent', agent: ANNA } as const
const bens = { kind: 'agent', agent: BEN } as const

const promised = (change: Parameters<typeof promise>[0] = {}) => givenCase().after(1, makePromise(change))
const kept = () => promised().after(2, keepPromise())
const reminded = () => promised().after(REMIND, tendPromises())
const overdue = () => promised().after(DUE, tendPromises())
const withBen = () => givenCase().after(1, assign(ANNA, BEN), makePromise())
/** Anna's answer, which promises something. */
const answered = () => givenCase().after(1, reply(1, { promise: promise() }))
const left = () => answered().after(2, startSend(), sent())

const about = { by: ANNA, promise: PROMISE }
const at = <Kind extends FactKind>(kind: Kind, minutes: number, ...members: FactMembers<Kind>): Fact =>
	factAt(kind, minutes, ...members)

describe('the commands about promises', () => {
	const thenHeldByBen = () => promised().after(40, claim(BEN))
	const closedWith = () => kept().after(3, close())
	const insteadOf = ({ kind }: Command): Refusal | readonly [] => (kind === 'keepPromise' ? [] : 'promiseEnded')
	const onOne = (when: Command) => ({
		promiseUnknown: { given: givenCase(), when, at: 2 },
		promiseEnded: {
			given: when.kind === 'breakPromise' ? kept() : promised().after(2, breakPromise()),
			when,
			at: 4,
		},
		// What is open is in no closed case, so the promise that ended says it first.
		caseClosed: { given: closedWith(), when, at: 5, instead: insteadOf(when) },
		claimedByOther: { given: thenHeldByBen(), when, at: 41 },
	})
	itRefuses(promisesRefusals, {
		makePromise: {
			dueInPast: { given: givenCase(), when: makePromise({ dueAt: minute(1) }), at: 1 },
			dueTooFar: { given: givenCase(), when: makePromise({ dueAt: minute(600_000) }), at: 1 },
			tooManyPromises: { given: givenCase().and(...manyPromises()), when: makePromise(), at: 1 },
			personErased: { given: givenCase().after(1, beginErasure()), when: makePromise(), at: 2 },
			caseClosed: { given: givenCase().after(1, close()), when: makePromise(), at: 2 },
			claimedByOther: { given: givenCase().after(1, claim(BEN)), when: makePromise(), at: 2 },
		},
		keepPromise: onOne(keepPromise()),
		breakPromise: onOne(breakPromise()),
		movePromise: {
			...onOne(movePromise()),
			dueInPast: { given: promised(), when: movePromise({ to: { id: PROMISE, dueAt: minute(2) } }), at: 2 },
			dueTooFar: { given: promised(), when: movePromise({ to: { id: PROMISE, dueAt: minute(600_000) } }), at: 2 },
		},
		passPromise: {
			...onOne(passPromise()),
			recipientUnknown: { given: promised(), when: passPromise('unknown'), at: 2 },
			recipientNotAnAgent: { given: promised(), when: passPromise({ key: BEN, isWorking: false }), at: 2 },
		},
		tendPromises: {},
	})
})

describe('a promise', () => {
	it('is made by who says so, with its reminder', () =>
		givenCase()
			.when(makePromise(), 1)
			.then(
				at('CaseClaimed', 1, { by: ANNA }),
				at('PromiseMade', 1, {
					...about,
					what: 'answer',
					dueAt: minute(DUE),
					remindAt: minute(REMIND),
					owes: annas,
					from: 'case',
				}),
			))
	it.each([
		[
			'the team of the case',
			givenCase()
				.after(1, assign(ANNA))
				.and(at('CaseAssigned', 2, { by: ANNA, to: { kind: 'team', team: 'nord' } })),
			{ owedBy: 'team', team: 'sued' },
			{ kind: 'team', team: 'nord' },
		],
		[
			'the team of who makes it, where the case has none',
			givenCase(),
			{ owedBy: 'team', team: 'sued' },
			{ kind: 'team', team: 'sued' },
		],
		['whom the matter was handed over to', givenCase(), { owedBy: 'handover' }, { kind: 'handover' }],
	] as const)('can be owed by %s', (_, course, change, owes) =>
		course.when(makePromise(change), 3).thenState({ promises: [{ id: PROMISE, owes }] }),
	)
	it('has a clock from the start: its reminder, or its date', () => {
		expect(promised().state.promises).toMatchObject([{ nextAt: minute(REMIND) }])
		expect(promised({ remindAt: undefined }).state.promises).toMatchObject([{ nextAt: minute(DUE) }])
		expect(caseDueAt(promised().state)).toBe(minute(REMIND))
	})
	it('outlives what the customer writes, who has the case, and a try to close it', () => {
		const course = promised().and(message(2, 5)).after(6, assign(BEN), { kind: 'release', by: BEN })
		course.thenState({ promises: [{ id: PROMISE, owes: annas }] })
		course.when(close(), 40).thenRefused('promiseOpen')
		course.after(40, keepPromise()).when(close(), 41).thenFacts('CaseClosed')
	})
	it('ends as kept or broken, once', () => {
		kept().thenState({
			promises: [],
			endedPromises: [{ id: PROMISE, end: { state: 'kept', at: minute(2), on: 'call' } }],
		})
		kept().when(keepPromise(), 3).thenNothing()
		const broken = promised().after(2, breakPromise())
		broken.thenState({ promises: [], brokenPromises: 1, endedPromises: [{ end: { state: 'broken', at: minute(2) } }] })
		broken.when(breakPromise(), 3).thenNothing()
	})
	it("is moved to another one, which is the same people's to keep", () => {
		const moved = promised().after(2, passPromise(), movePromise())
		moved.thenState({
			promises: [{ id: keyOf('promise', 2), what: 'answer', dueAt: minute(2 * DUE), owes: bens, from: 'case' }],
			endedPromises: [{ id: PROMISE, end: { state: 'moved', to: keyOf('promise', 2), agreed: true } }],
			brokenPromises: 0,
		})
		moved.when(movePromise(), 5).thenNothing()
	})
	it('is broken by who moves it after its date without asking, and the second time is a signal', () => {
		const late = overdue().after(DUE + 1, movePromise({ agreed: false }))
		late.thenState({ brokenPromises: 1, endedPromises: [{ id: PROMISE, end: { state: 'moved', agreed: false } }] })
		overdue()
			.after(DUE + 1, movePromise({ agreed: true }))
			.thenState({ brokenPromises: 0 })
		promised()
			.after(2, movePromise({ agreed: false }))
			.thenState({ brokenPromises: 0 })
		late.when({ ...breakPromise(), promise: keyOf('promise', 2) }, DUE + 2).thenFacts('PromiseBroken', 'SignalRaised')
	})
	it('is passed on to an agent or a team, by people', () => {
		promised()
			.when(passPromise(), 2)
			.then(at('PromisePassedOn', 2, { ...about, to: bens }))
		promised()
			.when(passPromise({ code: 'nord' }), 2)
			.thenState({ promises: [{ owes: { kind: 'team', team: 'nord' } }] })
		promised()
			.when(passPromise({ key: ANNA, isWorking: true }), 2)
			.thenNothing()
	})
	it('is counted as often as one was broken', () =>
		promised()
			.after(2, breakPromise(), makePromise({ id: keyOf('promise', 2) }), breakPromise(ANNA, keyOf('promise', 2)))
			.thenState({ brokenPromises: 2 }))
	it('leaves the newest twenty that ended to be seen', () => {
		const many = Array.from({ length: 21 }, (_, index) => keyOf('promise', 50 + index))
		const ended = givenCase().after(1, ...many.flatMap((id) => [makePromise({ id }), keepPromise(ANNA, id)]))
		expect(ended.state.endedPromises.map(({ id }) => id)).toEqual(many.slice(1))
	})
})

describe('a promise that falls due', () => {
	it('is not looked at before its time', () =>
		promised()
			.when(tendPromises(), REMIND - 1)
			.thenNothing())
	it('reminds, and is watched a quarter of an hour before', () => {
		promised()
			.when(tendPromises(), REMIND)
			.then(at('PromiseReminded', REMIND, { promise: PROMISE, watchAt: minute(WATCH) }))
		reminded().thenState({ turn: { who: 'ours' }, promises: [{ remindedAt: minute(REMIND), nextAt: minute(WATCH) }] })
		reminded().when(tendPromises(), WATCH).thenNothing()
	})
	it('takes the turn from the customer when it reminds', () => {
		const theirs = left().after(4)
		theirs.thenState({ turn: { who: 'customer' } })
		theirs.when(tendPromises(), REMIND).thenState({ turn: { who: 'ours' } })
	})
	it('is overdue, and the leads are told a service hour later, and again', () => {
		promised()
			.when(tendPromises(), DUE)
			.then(at('PromiseOverdue', DUE, { promise: PROMISE, escalateAt: minute(DUE + 60) }))
		overdue()
			.when(tendPromises(), DUE + 59)
			.thenNothing()
		const told = overdue().after(DUE + 60, tendPromises())
		told.thenState({ promises: [{ escalatedAt: minute(DUE + 60), nextAt: minute(DUE + 25 * 60) }] })
		told.when(tendPromises(), DUE + 25 * 60).thenFacts('PromiseEscalated')
	})
	it('tells the leads at once where nobody looked for an hour', () =>
		promised()
			.when(tendPromises(), DUE + 60)
			.thenFacts('PromiseOverdue', 'PromiseEscalated'))
	it('is still to be kept, broken or moved', () => {
		overdue()
			.when(keepPromise(), DUE + 1)
			.thenFacts('CaseClaimed', 'PromiseKept')
		overdue()
			.when(breakPromise(), DUE + 1)
			.thenFacts('CaseClaimed', 'PromiseBroken')
		overdue()
			.when(movePromise(), DUE + 1)
			.thenFacts('CaseClaimed', 'PromiseMade', 'PromiseMoved')
	})
	it('is passed to the deputy in time where who owes it is not there', () =>
		withBen()
			.when(tendPromises(ANNA), REMIND)
			.then(
				at('PromiseReminded', REMIND, { promise: PROMISE, watchAt: minute(WATCH) }),
				at('PromisePassedOn', REMIND, { promise: PROMISE, to: bens }),
			))
	it('is passed to the team where the deputy is not there either, and stays there', () => {
		const course = withBen().after(REMIND, tendPromises(ANNA, BEN))
		course.thenState({ promises: [{ owes: { kind: 'team' }, nextAt: minute(DUE) }] })
		course.when(tendPromises(ANNA, BEN), WATCH).thenNothing()
	})
	it('is passed to who has the case by now', () =>
		withBen()
			.after(3, assign(CEM))
			.when(tendPromises(ANNA), REMIND)
			.thenState({ promises: [{ owes: { kind: 'agent', agent: CEM } }] }))
	it('is passed on when who owes it goes in the last quarter of an hour', () => {
		const course = withBen().after(REMIND, tendPromises()).after(WATCH, tendPromises())
		course.when(tendPromises(ANNA), WATCH + 5).thenFacts('PromisePassedOn')
		course
			.after(WATCH + 5, tendPromises(ANNA))
			.when(tendPromises(ANNA), WATCH + 6)
			.thenNothing()
	})
	it('is passed on when it is overdue and nobody is there to keep it', () =>
		withBen().when(tendPromises(ANNA), DUE).thenFacts('PromiseOverdue', 'PromisePassedOn'))
})

describe('a promise made with an answer', () => {
	it('is made when the answer is queued', () =>
		answered().thenState({ promises: [{ id: PROMISE, from: 'reply', send: SEND, owes: annas }] }))
	it('is void when the answer is withdrawn', () => {
		answered()
			.when(withdraw(), 2)
			.then(
				at('ReplyWithdrawn', 2, { by: ANNA, send: SEND }),
				at('PromiseVoided', 2, { promise: PROMISE, why: 'withdrawn' }),
			)
		answered()
			.after(2, withdraw())
			.thenState({ promises: [], endedPromises: [{ end: { state: 'voided' } }] })
	})
	it('is void when the answer fails', () =>
		answered().after(2, startSend()).when(recordFailed(), 3).thenFacts('ReplyFailed', 'PromiseVoided'))
	it('stands when the answer left', () => left().thenState({ promises: [{ id: PROMISE }], endedPromises: [] }))
	it('stands while nobody knows whether it left, until a person does', () => {
		const doubtful = answered().after(2, startSend(), unknown())
		doubtful.thenState({ promises: [{ id: PROMISE }] })
		const resolve = (arrived: boolean): Command => ({
			kind: 'resolveReply',
			by: ANNA,
			reply: keyOf('msg', 101),
			arrived,
		})
		doubtful.when(resolve(false), 5).thenFacts('ReplyFailed', 'PromiseVoided')
		doubtful.when(resolve(true), 5).thenFacts('ReplySent')
	})
	it('is owed again when the answer that had failed did arrive, and opens its case', () => {
		const failed = answered().after(2, startSend(), recordFailed())
		failed.when(sent(), 9).thenFacts('ReplySent', 'PromiseRestored')
		const closed = failed.after(5, close())
		closed.when(sent(), 9).thenFacts('ReplySent', 'CaseReopened', 'PromiseRestored')
		closed
			.after(9, sent())
			.thenState({ state: 'open', promises: [{ id: PROMISE, nextAt: minute(REMIND) }], endedPromises: [] })
	})
	it('is void when the mail with it came back, not when somebody complained of it', () => {
		const bounce = (reason: 'bounced' | 'complained'): Command => ({ kind: 'recordReplyBounce', send: SEND, reason })
		left().when(bounce('bounced'), 5).thenFacts('ReplyBounced', 'PromiseVoided')
		left().when(bounce('complained'), 5).thenFacts('ReplyBounced')
	})
	it('is void with the answer also after it was moved before that left', () => {
		const moved = answered().after(2, movePromise())
		moved.when(withdraw(), 3).thenFacts('ReplyWithdrawn', 'PromiseVoided')
		left()
			.after(4, movePromise())
			.thenState({ promises: [{ id: keyOf('promise', 2), send: undefined }] })
	})
	it('is void when its person is erased, and does not come back', () => {
		const begun = promised().after(2, beginErasure())
		begun.thenState({ promises: [], endedPromises: [{ end: { state: 'voided', why: 'personErased' } }] })
		answered().after(2, startSend(), recordFailed(), beginErasure()).when(sent(), 9).thenFacts('ReplySent')
	})
})

describe('the facts of promises', () => {
	it('change nothing of a promise that is not there', () => {
		const other = { promise: keyOf('promise', 77) }
		const facts = [
			at('PromiseKept', 3, { by: ANNA, ...other, on: 'reply' }),
			at('PromiseMoved', 3, { by: ANNA, ...other, to: PROMISE, agreed: false }),
			at('PromiseVoided', 3, { ...other, why: 'failed' }),
			at('PromiseRestored', 3, other),
			at('PromisePassedOn', 3, { ...other, to: bens }),
		]
		for (const one of facts) promised().happens(one).thenUnchanged()
	})
	it('leave a closed case closed', () => {
		const closed = kept()
			.after(3, close())
			.and(at('PromiseMade', 4, { ...about, what: 'other', dueAt: minute(9), owes: annas, from: 'case' }))
		closed.and(at('PromiseOverdue', 9, { promise: PROMISE, escalateAt: minute(20) })).thenState({ state: 'closed' })
		expect(caseDueAt(closed.state)).toBe(minute(9))
	})
})

const agent = fc.constantFrom(ANNA, BEN)
const absent = fc.subarray([ANNA, BEN, CEM])
const dueIn = fc.constantFrom(1, 30, 90, 2_000)

type Act = (state: CaseState, now: number) => Command
const act: fc.Arbitrary<Act> = fc.oneof(
	fc.record({ by: agent, dueIn, number: fc.nat(9_999) }).map(
		({ by, dueIn: minutes, number }): Act =>
			(_, now) => {
				const dueAt = minute(now + minutes)
				return makePromise(
					{ id: keyOf('promise', 10 + number), dueAt, remindAt: minutes > 60 ? minute(now + minutes - 60) : undefined },
					by,
				)
			},
	),
	fc.record({ by: agent, number: fc.nat(9_999) }).map(
		({ by, number }): Act =>
			() =>
				reply(number, {
					by,
					reply: keyOf('msg', 1_000 + number),
					promise: promise({ id: keyOf('promise', 20_000 + number), dueAt: minute(90_000), remindAt: undefined }),
				}),
	),
	fc
		.record({
			by: agent,
			pick: fc.nat(),
			end: fc.constantFrom('keep' as const, 'break' as const, 'move' as const, 'pass' as const),
			other: fc.nat(9_999),
		})
		.map(
			({ by, pick, end, other }): Act =>
				(state, now) => {
					const one = state.promises[pick % Math.max(1, state.promises.length)]?.id ?? PROMISE
					if (end === 'keep') return keepPromise(by, one)
					if (end === 'break') return breakPromise(by, one)
					if (end === 'pass') return { ...passPromise(undefined, by), promise: one }
					return movePromise({
						by,
						promise: one,
						to: { id: keyOf('promise', 40_000 + other), dueAt: minute(now + 100) },
					})
				},
		),
	fc.record({ absent }).map(
		({ absent: away }): Act =>
			(state, now) => ({
				kind: 'tendPromises',
				tended: state.promises.map(({ id: promise, dueAt }) => ({
					promise,
					absent: away,
					watchAt: dueAt,
					escalateAt: minute(now + 60),
					againAt: minute(now + 1_440),
				})),
			}),
	),
	fc
		.record({
			pick: fc.nat(),
			end: fc.constantFrom('start' as const, 'sent' as const, 'failed' as const, 'withdraw' as const),
		})
		.map(
			({ pick, end }): Act =>
				(state) => {
					const one = state.sends[pick % Math.max(1, state.sends.length)]
					const send = one?.id ?? SEND
					if (end === 'start') return startSend(send, one?.attempt ?? 0)
					if (end === 'sent') return { kind: 'recordSent', send }
					if (end === 'failed') return recordFailed({ send, attempt: one?.attempt ?? 1 })
					return { kind: 'withdrawReply', by: ANNA, reply: one?.purpose === 'reply' ? one.contentId : keyOf('msg', 1) }
				},
		),
	fc.constant<Act>(() => close()),
	fc.constant<Act>(() => claim()),
	fc.constant<Act>(() => assign(BEN, CEM)),
)

type Tally = Record<'made' | 'kept' | 'broken' | 'moved' | 'voided' | 'restored', number>
const KINDS: Partial<Record<FactKind, keyof Tally>> = {
	PromiseMade: 'made',
	PromiseKept: 'kept',
	PromiseBroken: 'broken',
	PromiseMoved: 'moved',
	PromiseVoided: 'voided',
	PromiseRestored: 'restored',
}

describe('whatever people, senders and clocks do', () => {
	it('no promise is open without a clock, none vanishes, none is in a closed case', () => {
		const seen = new Set<string>()
		fc.assert(
			fc.property(
				fc.array(fc.record({ act, wait: fc.constantFrom(0, 1, 21, 61, 1_441) }), {
					minLength: 10,
					maxLength: 60,
					size: 'max',
				}),
				(steps) => {
					const facts: Fact[] = [opened(), message(1, 0)]
					let state = fold(
						CASE,
						facts.map((one, index) => ({ version: index + 1, fact: one })),
					)
					let now = 1
					const tally: Tally = { made: 0, kept: 0, broken: 0, moved: 0, voided: 0, restored: 0 }
					for (const step of steps) {
						if (state === undefined) throw new Error('no case')
						now += step.wait
						const decision = decide(state, step.act(state, now), minute(now))
						if (decision.outcome === 'refused') continue
						for (const one of decision.facts) {
							seen.add(one.kind)
							const column = KINDS[one.kind]
							if (column !== undefined) tally[column] += 1
						}
						facts.push(...decision.facts)
						state = decision.facts.reduce<CaseState>((before, one) => evolve(before, one), state)
						const { promises, endedPromises } = state
						// What was made is open, or ended in one way and only one.
						expect(promises.length + tally.kept + tally.broken + tally.moved + tally.voided - tally.restored).toBe(
							tally.made,
						)
						expect(endedPromises.length).toBe(Math.min(20, tally.made - promises.length))
						expect(state.brokenPromises).toBe(tally.broken)
						const dueAt = caseDueAt(state)
						for (const one of promises) expect(dueAt !== undefined && dueAt <= one.nextAt).toBe(true)
						if (state.state === 'closed') expect(hasOpenPromise(state)).toBe(false)
						expect(firstDue(state)).toBe(promises.map((one) => one.dueAt).toSorted()[0])
					}
					expect(
						fold(
							CASE,
							facts.map((one, index) => ({ version: index + 1, fact: one })),
						),
					).toEqual(state)
				},
			),
			{ numRuns: 300, seed: 20261201 },
		)
		const never = Object.keys(KINDS).filter((kind) => !seen.has(kind))
		expect(never).toEqual([])
	}, 30_000)
})
