import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Actor, Role } from '#shared/cases/actor.ts'
import type { Command, CommandOf } from '#shared/cases/commands.ts'
import { decide } from '#shared/cases/decide.ts'
import { caseDueAt } from '#shared/cases/due.ts'
import { erasingRefusals } from '#shared/cases/erasing/decide.ts'
import { isErasureDemanded } from '#shared/cases/erasing/state.ts'
import type { CaseState } from '#shared/cases/state.ts'
import {
	ANNA,
	aCase,
	afterFacts,
	assign,
	BEN,
	beginErasure,
	CEM,
	claim,
	close,
	decidedOn,
	demandErasure,
	doing,
	factAt,
	keyOf,
	LEA,
	message,
	minute,
	reply,
	requestData,
	startSend,
	takeOver,
	withdrawErasure,
} from '#test/support/case-factories.ts'
import { givenCase, itRefuses } from '#test/support/case-specification.ts'

const DAY = 24 * 60
const lapse = { kind: 'lapse' } as const
const erasePerson = { kind: 'recordPersonErasure' } as const
const propose = (key = ANNA) => demandErasure(key, 'agent')

/** Anna owns the case. */
const owned = () => givenCase().after(1, claim())
const proposed = () => owned().after(2, propose())
/** Anna proposed it, and Ben confirmed it. */
const demanded = () => proposed().after(3, propose(BEN))
const begun = () => demanded().after(18, lapse)

describe('the commands about erasing a person', () => {
	itRefuses(erasingRefusals, {
		demandPersonErasure: {
			notYours: { given: owned(), when: propose(BEN), at: 2 },
			ownProposal: { given: proposed(), when: propose(), at: 3 },
		},
		withdrawPersonErasure: {
			erasureNotDemanded: { given: owned(), when: withdrawErasure(), at: 2 },
			erasureBegun: { given: begun(), when: withdrawErasure(LEA), at: 19 },
			notYours: { given: proposed(), when: withdrawErasure(BEN, 'agent'), at: 3 },
		},
		beginPersonErasure: {},
		recordPersonErasure: {},
	})
	it('are for roles that work cases alone', () => {
		for (const role of ['auditor', 'trainee', 'callcentre'] as const) {
			owned().when(demandErasure(ANNA, role), 2).thenRefused('notYours')
			proposed().when(demandErasure(BEN, role), 3).thenRefused('notYours')
			demanded().when(withdrawErasure(ANNA, role), 4).thenRefused('notYours')
		}
	})
})

describe('the erasure of a person', () => {
	it('is demanded by a lead alone, whoever owns the case', () => {
		const byLea = factAt('PersonErasureDemanded', 2, { by: LEA, reason: 'demanded' })
		givenCase().when(demandErasure(LEA), 2).then(byLea)
		owned().when(demandErasure(LEA), 2).then(byLea)
	})
	it('is proposed by the owner, and demanded by whoever else works cases', () => {
		owned()
			.when(propose(), 2)
			.then(factAt('PersonErasureProposed', 2, { by: ANNA }))
		const confirmed = (confirmedBy = BEN) =>
			factAt('PersonErasureDemanded', 3, { by: ANNA, confirmedBy, reason: 'demanded' })
		proposed().when(propose(BEN), 3).then(confirmed())
		proposed().when(demandErasure(LEA), 3).then(confirmed(LEA))
	})
	it('is no word of an owner who took the case over by themself', () => {
		const taken = owned().after(2, takeOver(BEN, ANNA))
		taken.when(propose(BEN), 3).thenRefused('notYours')
		taken
			.after(3, assign(BEN, undefined, LEA))
			.when(propose(BEN), 4)
			.thenFacts('PersonErasureProposed')
		proposed().after(3, takeOver(CEM, ANNA)).when(withdrawErasure(CEM, 'agent'), 4).thenRefused('notYours')
	})
	it('stays proposed when the case is closed, and only while its author owns the case and works here', () => {
		proposed().after(3, close()).when(propose(CEM), 5).thenFacts('PersonErasureDemanded')
		const release = { kind: 'release', by: ANNA } as const
		for (const meanwhile of [assign(BEN), release])
			proposed().after(3, meanwhile).when(propose(CEM), 5).thenRefused('notYours')
		proposed().after(3, assign(BEN)).when(propose(BEN), 5).thenFacts('PersonErasureProposed')
		proposed()
			.when({ ...propose(CEM), gone: [ANNA] }, 5)
			.thenRefused('notYours')
	})
	it('is no longer proposed after 24 hours, as if it never had been', () => {
		proposed()
			.when(propose(BEN), 1 + DAY)
			.thenFacts('PersonErasureDemanded')
		for (const act of [propose(BEN), demandErasure(CEM, 'agent')])
			proposed()
				.when(act, 2 + DAY)
				.thenRefused('notYours')
		proposed()
			.when(propose(), 2 + DAY)
			.thenFacts('PersonErasureProposed')
		proposed()
			.when(withdrawErasure(), 2 + DAY)
			.thenRefused('erasureNotDemanded')
	})
	it('is demanded once', () => {
		for (const again of [propose(), propose(BEN), propose(CEM), demandErasure(LEA)]) {
			demanded().when(again, 4).thenNothing()
			begun().when(again, 19).thenNothing()
		}
	})
	it('is withdrawn by a lead, the owner, who proposed it, and who confirmed or demanded it', () => {
		const handedOn = demanded().after(4, assign(CEM, undefined, LEA))
		for (const [key, role] of [
			[ANNA, 'agent'],
			[BEN, 'agent'],
			[CEM, 'agent'],
			[LEA, 'lead'],
		] as const)
			handedOn.when(withdrawErasure(key, role), 5).then(factAt('PersonErasureWithdrawn', 5, { by: key }))
		handedOn.when(withdrawErasure(keyOf('agent', 4), 'agent'), 5).thenRefused('notYours')
		proposed().when(withdrawErasure(ANNA, 'agent'), 3).thenFacts('PersonErasureWithdrawn')
	})
	it('that was withdrawn is as if it had never been demanded', () => {
		for (const [before, withdrawn] of [
			[owned(), proposed().after(3, withdrawErasure())],
			[owned(), demanded().after(4, withdrawErasure())],
		] as const)
			expect({ ...withdrawn.state, version: 0 }).toEqual({ ...before.state, version: 0 })
		demanded().after(4, withdrawErasure()).when(propose(), 5).thenFacts('PersonErasureProposed')
		demanded().after(4, withdrawErasure()).when(lapse, 99).thenNothing()
	})
	it('begins fifteen minutes after the demand, closed or open, and not by a proposal', () => {
		expect(caseDueAt(demanded().state)).toBe(minute(18))
		demanded().when(lapse, 17).thenNothing()
		demanded().when(lapse, 18).then(factAt('PersonErasureBegun', 18))
		demanded().after(4, close()).when(lapse, 18).thenFacts('PersonErasureBegun')
		expect(caseDueAt(proposed().state)).toBeUndefined()
		expect(caseDueAt(begun().state)).toBeUndefined()
		proposed().when(lapse, 18).thenNothing()
	})
	it('may be withdrawn as long as it has not begun, though its time is over', () =>
		demanded().when(withdrawErasure(), 20).thenFacts('PersonErasureWithdrawn'))
	it('begins at once where a network demands it, or it has begun in another case of the person', () => {
		const byNetwork = beginErasure({ reason: 'network', by: undefined })
		const both = [factAt('PersonErasureDemanded', 4, { reason: 'network' }), factAt('PersonErasureBegun', 4)]
		givenCase()
			.when(byNetwork, 4)
			.then(...both)
		proposed()
			.when(byNetwork, 4)
			.then(...both)
		demanded().when(byNetwork, 4).then(factAt('PersonErasureBegun', 4))
		begun().when(byNetwork, 19).thenNothing()
		givenCase()
			.when(beginErasure({ confirmedBy: BEN }), 4)
			.then(
				factAt('PersonErasureDemanded', 4, { by: ANNA, confirmedBy: BEN, reason: 'demanded' }),
				factAt('PersonErasureBegun', 4),
			)
	})
	it('tells how far it is, since when, and by whom', () => {
		owned()
			.happens(factAt('PersonErasureProposed', 2, { by: ANNA }))
			.thenChanged({ personErasure: { state: 'proposed', at: minute(2), by: ANNA } })
		proposed()
			.happens(factAt('PersonErasureDemanded', 3, { by: ANNA, confirmedBy: BEN, reason: 'demanded' }))
			.thenChanged({ personErasure: { state: 'demanded', at: minute(3), by: ANNA, confirmedBy: BEN } })
		demanded()
			.happens(factAt('PersonErasureWithdrawn', 4, { by: BEN }))
			.thenChanged({ personErasure: undefined })
		demanded()
			.happens(factAt('PersonErasureBegun', 18))
			.thenChanged({ personErasure: { state: 'begun', at: minute(18) } })
	})
	it('is done once, where it has begun', () => {
		for (const before of [givenCase(), proposed(), demanded()]) before.when(erasePerson, 9).thenNothing()
		begun().when(erasePerson, 19).then(factAt('PersonErased', 19))
		begun().after(19, erasePerson).when(erasePerson, 20).thenNothing()
	})
	it('leaves nobody waiting, and the case to an agent', () => {
		const native = {
			kind: 'recordOwnContent',
			message: keyOf('msg', 50),
			network: 'x',
			visibility: 'public',
			sentAt: minute(1),
		} as const
		givenCase()
			.and(message(2, 1))
			.after(
				1,
				requestData(),
				{ kind: 'recordExposure', message: keyOf('msg', 1), fields: ['phone'] },
				native,
				beginErasure(),
			)
			.happens(factAt('PersonErased', 9))
			.thenChanged({
				turn: { who: 'ours' },
				unanswered: { first: [], count: 0 },
				waitingSince: undefined,
				settledVersion: 10,
				nativeAnswers: [],
				exposures: [],
				personErasure: { state: 'done', at: minute(9) },
			})
	})
	it('leaves the case open', () => begun().after(19, erasePerson).thenState({ state: 'open' }))
})

describe('until it begins the case goes on', () => {
	const others: readonly Command[] = [
		reply(),
		requestData(),
		startSend(),
		{ kind: 'resendRequest', by: ANNA, send: keyOf('send', 8) },
		{ kind: 'recordOwnContent', message: keyOf('msg', 50), network: 'x', visibility: 'public', sentAt: minute(4) },
		close(),
		{ kind: 'lapse' },
	]
	const asked = (state: CaseState) => doing(state, 1, claim(), requestData())
	it.each([
		['proposed', [propose()]],
		['demanded', [propose(), propose(BEN)]],
	] as const)('as before where it is %s', (_, acts) => {
		for (const before of [doing(aCase(), 1, claim()), asked(aCase())])
			for (const command of others) {
				const meanwhile = doing(before, 3, ...acts)
				expect(decide(meanwhile, command, minute(9)), command.kind).toEqual(decide(before, command, minute(9)))
			}
	})
	it('and then does not', () => {
		const left = doing(asked(aCase()), 3, beginErasure())
		expect(decidedOn(left, reply(), 9)).toBe('personErased')
		expect(decidedOn(left, startSend(), 9)).toEqual(['SendFailed'])
	})
})

describe('one plain agent alone', () => {
	/** All that an agent without another role can ask of who owns a case and of its erasure. */
	const actsOf = (key: Actor['key']): readonly Command[] => [
		claim(key),
		{ kind: 'release', by: key },
		assign(key, undefined, key),
		assign(key === BEN ? CEM : BEN, undefined, key),
		takeOver(key, BEN, CEM),
		close({ by: key }),
		demandErasure(key, 'agent'),
		withdrawErasure(key, 'agent'),
		lapse,
	]
	const STATES: readonly CaseState[] = [
		aCase(),
		owned().state,
		proposed().after(3, withdrawErasure()).state,
		doing(aCase(), 1, claim(BEN)),
		doing(aCase(), 1, claim(BEN), close({ by: BEN })),
	]
	const MINUTES = [1, 16, DAY + 1]
	const step = (state: CaseState, command: Command, at: number): CaseState => {
		const decision = decide(state, command, minute(at))
		return decision.outcome === 'refused' ? state : afterFacts(state, ...decision.facts)
	}
	const essence = ({ version: _, ...state }: CaseState) => JSON.stringify(state)

	it('demands no erasure by any five acts, whatever time lies between them', () => {
		for (const begin of STATES) {
			let frontier = new Map([[essence(begin), begin]])
			for (let act = 1; act <= 5; act += 1) {
				const next = new Map<string, CaseState>()
				for (const state of frontier.values())
					for (const command of actsOf(ANNA)) {
						const after = step(state, command, 10 + act * (MINUTES[act % MINUTES.length] ?? 1))
						expect(isErasureDemanded(after), command.kind).toBe(false)
						next.set(essence(after), after)
					}
				frontier = next
			}
		}
	})
	it('nor by fifty, in any order', () => {
		const acts = fc.array(
			fc.record({ command: fc.constantFrom(...actsOf(ANNA)), minutes: fc.constantFrom(...MINUTES) }),
			{ minLength: 50, maxLength: 50 },
		)
		fc.assert(
			fc.property(fc.constantFrom(...STATES), acts, (begin, all) => {
				let [state, at] = [begin, 10]
				for (const { command, minutes } of all) {
					at += minutes
					state = step(state, command, at)
				}
				expect(isErasureDemanded(state)).toBe(false)
			}),
			{ seed: 20261122 },
		)
	})
	it('while two come to it by two acts, and a lead by one', () => {
		const acts: readonly (readonly CommandOf<'demandPersonErasure'>[])[] = [
			[propose(), propose(BEN)],
			[demandErasure(LEA)],
		]
		for (const some of acts) expect(isErasureDemanded(doing(owned().state, 2, ...some))).toBe(true)
		const roles: readonly Role[] = ['agent', 'lead']
		for (const role of roles) expect(isErasureDemanded(doing(proposed().state, 3, demandErasure(BEN, role)))).toBe(true)
	})
})
