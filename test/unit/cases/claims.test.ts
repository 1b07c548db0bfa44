import { describe, expect, it } from 'vitest'
import { claimsRefusals } from '#shared/cases/claims/decide.ts'
import { claimer, isHeldByOther } from '#shared/cases/claims/rights.ts'
import type { Command, CommandOf } from '#shared/cases/commands.ts'
import type { Fact, FactOf } from '#shared/cases/facts.ts'
import {
	ANNA,
	assign,
	assignToTeam,
	BEN,
	CEM,
	claim,
	close,
	colleague,
	factAt,
	keyOf,
	LEA,
	message,
	minute,
	recordData,
	requestData,
	takeOver,
} from '#test/support/case-factories.ts'
import { givenCase, itRefuses } from '#test/support/case-specification.ts'

const release = (by = ANNA): Command => ({ kind: 'release', by })
const keep = (by = ANNA): Command => ({ kind: 'keepClaim', by })
const assigned = (minutes: number, by = ANNA, owner = BEN, deputy?: typeof ANNA): Fact =>
	factAt('CaseAssigned', minutes, { by, to: { kind: 'agent', owner, deputy } })
const assignedToTeam = (minutes: number, by = ANNA): Fact =>
	factAt('CaseAssigned', minutes, { by, to: { kind: 'team', team: 'nord' } })

/** An assignment whose names are not all of agents who work here. */
const misnamed = (to: CommandOf<'assign'>['to']): Command => ({ ...assign(), to })
const retired = { key: CEM, isWorking: false } as const

/** Anna holds and owns the case from minute 1 on. */
const claimed = () => givenCase().after(1, claim())
/** Anna owns the case, and holds no claim. */
const owned = () => givenCase().after(1, assign(ANNA))
/** Anna owns the case, and Ben helps out from minute 2 on. */
const helped = () => owned().after(2, claim(BEN))
const closed = () => givenCase().after(1, close())

describe('the commands about who works a case', () => {
	itRefuses(claimsRefusals, {
		claim: {
			caseClosed: { given: closed(), when: claim(), at: 2 },
			claimedByOther: { given: claimed(), when: claim(BEN), at: 20 },
		},
		release: { notYours: { given: claimed(), when: release(BEN), at: 2 } },
		assign: {
			caseClosed: { given: closed(), when: assign(), at: 2 },
			takeOverNeeded: { given: owned(), when: assign(BEN, undefined, BEN), at: 2 },
			ownerUnknown: { given: givenCase(), when: misnamed({ kind: 'agent', owner: 'unknown' }), at: 1 },
			ownerNotAnAgent: { given: givenCase(), when: misnamed({ kind: 'agent', owner: retired }), at: 1 },
			deputyUnknown: {
				given: givenCase(),
				when: misnamed({ kind: 'agent', owner: colleague(BEN), deputy: 'unknown' }),
				at: 1,
			},
			deputyNotAnAgent: {
				given: givenCase(),
				when: misnamed({ kind: 'agent', owner: colleague(BEN), deputy: retired }),
				at: 1,
			},
			deputyIsOwner: { given: givenCase(), when: assign(BEN, BEN), at: 1 },
			teamUnknown: { given: givenCase(), when: misnamed({ kind: 'team', team: 'unknown' }), at: 1 },
		},
		takeOver: {
			caseClosed: { given: closed(), when: takeOver(BEN, ANNA), at: 2 },
			takeOverNeeded: { given: owned(), when: takeOver(BEN), at: 2 },
		},
		fallBack: {},
		keepClaim: {},
	})
})

describe('a claim', () => {
	it('goes to whoever claims the case first', () =>
		givenCase()
			.when(claim(), 1)
			.then(factAt('CaseClaimed', 1, { by: ANNA })))
	it('makes its holder the owner where there is none', () =>
		givenCase()
			.happens(factAt('CaseClaimed', 1, { by: ANNA }))
			.thenChanged({ claim: { by: ANNA, at: minute(1) }, owner: ANNA }))
	it('leaves the owner who is there', () =>
		claimed()
			.happens(factAt('CaseClaimed', 21, { by: BEN }))
			.thenChanged({ claim: { by: BEN, at: minute(21), isOver: true } }))
	it("over what is another's helps out, and stays so until the case is free and it is made anew", () => {
		helped().thenState({ owner: ANNA, claim: { by: BEN, isOver: true } })
		helped()
			.after(8, keep(BEN))
			.thenState({ claim: { at: minute(8), isOver: true } })
		const free = helped().after(3, release())
		free.thenState({ claim: { by: BEN, at: minute(2), isOver: true } })
		free.happens(factAt('CaseClaimed', 4, { by: BEN })).thenChanged({ claim: { by: BEN, at: minute(4) }, owner: BEN })
	})
	it('of a deputy is over nobody: they were made one', () =>
		givenCase()
			.after(1, assign(ANNA, BEN))
			.happens(factAt('CaseClaimed', 2, { by: BEN }))
			.thenChanged({ claim: { by: BEN, at: minute(2) } }))
	it('of a case that a team has makes its holder the owner, and the team stays', () =>
		givenCase()
			.after(1, assignToTeam())
			.happens(factAt('CaseClaimed', 2, { by: BEN }))
			.thenChanged({ claim: { by: BEN, at: minute(2) }, owner: BEN }))
	it('of a case that somebody else took over and let go ends what barred them', () => {
		const free = owned().after(2, takeOver(BEN, ANNA), release(BEN))
		free
			.happens(factAt('CaseClaimed', 4, { by: CEM }))
			.thenChanged({ claim: { by: CEM, at: minute(4) }, owner: CEM, tookOver: undefined })
		free
			.happens(factAt('CaseClaimed', 4, { by: BEN }))
			.thenChanged({ claim: { by: BEN, at: minute(4), isOver: true }, owner: BEN })
	})
	it('lapses after twenty minutes: then another agent may take it', () => {
		expect(claimer(claimed().state, minute(20))).toBe(ANNA)
		expect(claimer(claimed().state, minute(21))).toBeUndefined()
		claimed()
			.when(claim(BEN), 21)
			.then(factAt('CaseClaimed', 21, { by: BEN }))
	})
	it('is renewed by its holder', () => {
		claimed()
			.when(claim(), 2)
			.then(factAt('CaseClaimed', 2, { by: ANNA }))
		expect(claimer(claimed().after(2, claim()).state, minute(21))).toBe(ANNA)
	})
	it('keeps others out, never its holder', () => {
		expect(isHeldByOther(claimed().state, BEN, minute(2))).toBe(true)
		expect(isHeldByOther(claimed().state, ANNA, minute(2))).toBe(false)
		expect(isHeldByOther(claimed().state, BEN, minute(21))).toBe(false)
	})
})

describe('a claim whose holder is writing', () => {
	it('is renewed, but not with each letter', () => {
		claimed().when(keep(), 5).thenNothing()
		claimed()
			.when(keep(), 6)
			.then(factAt('CaseClaimed', 6, { by: ANNA }))
		claimed().after(6, keep()).when(keep(), 7).thenNothing()
	})
	it('holds twenty minutes from the last writing', () =>
		claimed().after(15, keep()).when(claim(BEN), 30).thenRefused('claimedByOther'))
	it('is taken from nobody, nor taken where nobody has it', () => {
		claimed().when(keep(BEN), 6).thenNothing()
		claimed().when(keep(), 21).thenNothing()
		givenCase().when(keep(), 1).thenNothing()
	})
	it('is renewed by any other act that needs it, just as seldom', () => {
		claimed().when(requestData(), 5).thenFacts('DataRequested')
		claimed().when(requestData(), 6).thenFacts('CaseClaimed', 'DataRequested')
	})
})

describe('a release', () => {
	it('lets go of what one holds and owns', () => {
		claimed()
			.when(release(), 2)
			.then(factAt('CaseReleased', 2, { by: ANNA }))
		claimed()
			.happens(factAt('CaseReleased', 2, { by: ANNA }))
			.thenChanged({ claim: undefined, owner: undefined })
	})
	it('is open to the owner whose claim lapsed', () => claimed().when(release(), 30).thenFacts('CaseReleased'))
	it('is open to the holder of a case that another owns, who goes on owning it', () => {
		const held = helped()
		held.when(release(BEN), 3).thenFacts('CaseReleased')
		held.happens(factAt('CaseReleased', 3, { by: BEN })).thenChanged({ claim: undefined })
	})
	it("leaves another agent's claim when the owner releases", () => {
		const held = helped()
		held.happens(factAt('CaseReleased', 3, { by: ANNA })).thenChanged({ owner: undefined })
		expect(claimer(held.after(3, release()).state, minute(4))).toBe(BEN)
	})
	it('by an owner whom somebody put there ends what barred that one, and the deputyship they gave themself', () => {
		const handed = owned().after(2, takeOver(BEN, ANNA), assign(CEM, BEN, BEN))
		handed.thenState({ owner: CEM, deputy: BEN, tookOver: BEN })
		handed
			.happens(factAt('CaseReleased', 4, { by: CEM }))
			.thenChanged({ owner: undefined, deputy: undefined, tookOver: undefined })
	})
	it('by who took the case over themself does not', () =>
		owned()
			.after(2, takeOver(BEN, ANNA))
			.happens(factAt('CaseReleased', 3, { by: BEN }))
			.thenChanged({ owner: undefined }))
	it('is refused a second time', () => claimed().after(2, release()).when(release(), 3).thenRefused('notYours'))
})

describe('an assignment', () => {
	it('names owner and deputy', () => {
		givenCase()
			.when(assign(BEN, ANNA), 1)
			.then(assigned(1, ANNA, BEN, ANNA))
		givenCase()
			.happens(assigned(1, ANNA, BEN, ANNA))
			.thenChanged({ owner: BEN, deputy: ANNA })
	})
	it('drops the deputy where none is named', () =>
		givenCase()
			.after(1, assign(BEN, ANNA))
			.happens(assigned(2, BEN, BEN))
			.thenChanged({ deputy: undefined }))
	it('may name a team instead, and then the case is free, whoever was at it', () => {
		claimed().when(assignToTeam(), 2).then(assignedToTeam(2))
		claimed().happens(assignedToTeam(2)).thenChanged({ owner: undefined, claim: undefined, team: 'nord' })
		givenCase()
			.after(1, assign(BEN, ANNA))
			.happens(assignedToTeam(2, BEN))
			.thenChanged({ owner: undefined, deputy: undefined, team: 'nord' })
	})
	it('to somebody leaves the team that the case had', () =>
		givenCase().after(1, assignToTeam(), assign()).thenState({ owner: BEN, team: 'nord' }))
	it('keeps what its author says of it as a note', () =>
		givenCase()
			.when({ ...assign(), note: keyOf('note', 2) }, 1)
			.then(factAt('CaseAssigned', 1, { by: ANNA, to: { kind: 'agent', owner: BEN }, note: keyOf('note', 2) })))
	it.each([
		['of a case that nobody has, to anybody', givenCase(), assign(CEM, BEN, BEN)],
		['of a case whose claim lapsed with nobody owning it', helped().after(3, release()), { ...assign(CEM), at: 23 }],
		['of what is theirs, by its owner', owned(), assign(CEM)],
		['of what is theirs and they hold', claimed(), assign(CEM)],
		['of what they took over', owned().after(2, takeOver(BEN, ANNA)), assign(CEM, undefined, BEN)],
		['of what is theirs, while who helps out is absent', helped(), { ...assign(CEM), absent: [BEN] }],
		['of any case, by a lead', claimed(), assign(CEM, undefined, LEA)],
		['of any case to themself, by a lead', claimed(), assign(LEA, undefined, LEA)],
	] as const)(
		'is allowed: %s',
		(_, given, { at = 4, ...command }: CommandOf<'assign'> & { readonly at?: number | undefined }) =>
			given.when(command, at).thenFacts('CaseAssigned'),
	)
	it.each([
		['of what another owns, to themself', owned(), assign(BEN, undefined, BEN)],
		['of what another owns, to a third', owned(), assign(CEM, undefined, BEN)],
		['of what another owns, to its owner with themself as the deputy', owned(), assign(ANNA, BEN, BEN)],
		['of what another owns, to a team', owned(), assignToTeam(BEN)],
		[
			'of what another owns who is absent: it is taken over first',
			owned(),
			{ ...assign(BEN, undefined, BEN), absent: [ANNA] },
		],
		['by a deputy', givenCase().after(1, assign(ANNA, BEN)), assign(BEN, undefined, BEN)],
		['of what another owns, by who helps out', helped(), assign(BEN, undefined, BEN)],
		['of what is theirs, while another is writing', helped(), assign(CEM)],
		['of what nobody owns, while another is writing', helped().after(3, release()), assign(CEM)],
	] as const)('is refused: %s', (_, given, command) => given.when(command, 4).thenRefused('takeOverNeeded'))
	it('needs no claim, and ends that of everybody but the owner and the deputy', () => {
		claimed().after(2, assign()).thenState({ owner: BEN, claim: undefined })
		claimed()
			.after(2, assign(CEM, undefined, LEA))
			.thenWithout('claim')
		claimed()
			.after(2, assign(CEM, ANNA, LEA))
			.thenState({ claim: { by: ANNA } })
		claimed()
			.after(2, assign(ANNA, CEM, LEA))
			.thenState({ claim: { by: ANNA } })
	})
	it('over another, by a lead, bars that lead and nobody they name', () => {
		claimed()
			.happens(assigned(2, LEA, BEN))
			.thenChanged({ owner: BEN, claim: undefined, tookOver: LEA })
		claimed()
			.happens(assignedToTeam(2, LEA))
			.thenChanged({ owner: undefined, claim: undefined, team: 'nord', tookOver: LEA })
	})
	it('over who holds what nobody owns bars its author', () => {
		const held = helped().after(3, release())
		held.when({ ...assign(CEM), absent: [BEN] }, 4).thenFacts('CaseAssigned')
		held.happens(assigned(4, ANNA, CEM)).thenChanged({ owner: CEM, claim: undefined, tookOver: ANNA })
	})
	it('by somebody else ends what barred who took the case over, by their own hand it does not', () => {
		const taken = owned().after(2, takeOver(BEN, ANNA))
		taken.happens(assigned(3, BEN, CEM, BEN)).thenChanged({ owner: CEM, deputy: BEN })
		taken.happens(assignedToTeam(3, BEN)).thenChanged({ owner: undefined, team: 'nord' })
		taken
			.after(3, assignToTeam(BEN))
			.happens(assigned(4, CEM, BEN))
			.thenChanged({ owner: BEN, tookOver: undefined })
		taken.happens(assigned(3, LEA, BEN)).thenChanged({ tookOver: LEA })
	})
	it('goes on record each time it is made', () =>
		givenCase()
			.after(1, assign())
			.when(assign(BEN, undefined, BEN), 2)
			.thenFacts('CaseAssigned'))
	it('refuses the name of a team where an agent is meant', () => {
		givenCase()
			.when(misnamed({ kind: 'agent', owner: 'team' }), 1)
			.thenRefused('ownerNotAnAgent')
		givenCase()
			.when(misnamed({ kind: 'agent', owner: colleague(BEN), deputy: 'team' }), 1)
			.thenRefused('deputyNotAnAgent')
	})
})

describe('a case taken over', () => {
	const takenOver = (minutes: number, by: typeof ANNA, why: FactOf<'CaseTakenOver'>['why'], from?: typeof ANNA): Fact =>
		factAt('CaseTakenOver', minutes, { by, from, why })

	it('goes to who asks where nobody has it, and bars nobody', () => {
		givenCase()
			.when(takeOver(BEN), 1)
			.then(takenOver(1, BEN, 'released'))
		givenCase()
			.happens(takenOver(1, BEN, 'released'))
			.thenChanged({ owner: BEN })
		claimed()
			.after(2, release())
			.when(takeOver(BEN), 3)
			.then(takenOver(3, BEN, 'released'))
	})
	it('goes to who asks where its owner is absent, and who holds the claim too', () => {
		owned()
			.when(takeOver(CEM, ANNA), 2)
			.then(takenOver(2, CEM, 'absent', ANNA))
		helped().when(takeOver(CEM, ANNA), 3).thenRefused('takeOverNeeded')
		helped().when(takeOver(CEM, BEN), 3).thenRefused('takeOverNeeded')
		helped()
			.when(takeOver(CEM, ANNA, BEN), 3)
			.then(takenOver(3, CEM, 'absent', ANNA))
	})
	it('goes to a lead from anybody, and is called absence where it is that', () => {
		claimed()
			.when(takeOver(LEA), 2)
			.then(takenOver(2, LEA, 'lead', ANNA))
		claimed()
			.when(takeOver(LEA, ANNA), 2)
			.then(takenOver(2, LEA, 'absent', ANNA))
	})
	it('is told as from who holds the claim where nobody owns it', () =>
		helped()
			.after(3, release())
			.when(takeOver(CEM, BEN), 4)
			.then(takenOver(4, CEM, 'absent', BEN)))
	it('is nothing new for its owner, who takes it back from a helper and stays its lawful owner', () => {
		owned().when(takeOver(ANNA), 2).thenNothing()
		helped()
			.when(takeOver(ANNA), 3)
			.then(takenOver(3, ANNA, 'owner', BEN))
		helped()
			.happens(takenOver(3, ANNA, 'owner', BEN))
			.thenChanged({ claim: undefined })
	})
	it('ends the claim of others, and bars who took it', () => {
		helped()
			.happens(takenOver(3, CEM, 'absent', ANNA))
			.thenChanged({ owner: CEM, claim: undefined, tookOver: CEM })
		helped()
			.happens(takenOver(3, BEN, 'absent', ANNA))
			.thenChanged({ owner: BEN, tookOver: BEN })
		claimed()
			.happens(takenOver(3, LEA, 'lead', ANNA))
			.thenChanged({ owner: LEA, claim: undefined, tookOver: LEA })
	})
	it('by its deputy bars them from nothing: somebody else made them one', () =>
		givenCase()
			.after(1, assign(ANNA, BEN))
			.happens(takenOver(2, BEN, 'absent', ANNA))
			.thenChanged({ owner: BEN, deputy: undefined }))
	it('leaves the deputy, but none who made themself one', () => {
		givenCase()
			.after(1, assign(ANNA, BEN))
			.happens(takenOver(2, CEM, 'absent', ANNA))
			.thenChanged({ owner: CEM, tookOver: CEM })
		owned()
			.after(2, takeOver(BEN, ANNA), assign(ANNA, BEN, BEN))
			.happens(takenOver(4, CEM, 'absent', ANNA))
			.thenChanged({ owner: CEM, deputy: undefined, tookOver: CEM })
	})
	it('keeps why in a note, and the team', () =>
		givenCase()
			.after(1, assignToTeam())
			.when({ ...takeOver(BEN), note: keyOf('note', 2) }, 2)
			.then(factAt('CaseTakenOver', 2, { by: BEN, why: 'released', note: keyOf('note', 2) })))
})

describe('falling back', () => {
	const fallBack = (change: Partial<CommandOf<'fallBack'>> = {}): CommandOf<'fallBack'> => ({
		kind: 'fallBack',
		from: ANNA,
		why: 'off',
		dueAt: minute(16),
		team: 'nord',
		...change,
	})
	const backed = (minutes: number, to: FactOf<'CaseFellBack'>['to']): Fact =>
		factAt('CaseFellBack', minutes, { from: ANNA, to, why: 'off' })
	const toBen = { kind: 'deputy', deputy: BEN } as const
	const toNord = { kind: 'team', team: 'nord' } as const
	const withDeputy = () => givenCase().after(1, assign(ANNA, BEN))

	it('gives the case to the deputy who is here, else to the team, else to all', () => {
		withDeputy()
			.when(fallBack({ deputy: BEN }), 16)
			.then(backed(16, toBen))
		withDeputy().when(fallBack(), 16).then(backed(16, toNord))
		withDeputy()
			.when(fallBack({ deputy: CEM }), 16)
			.then(backed(16, toNord))
		owned()
			.when(fallBack({ team: undefined }), 16)
			.then(backed(16, { kind: 'everybody' }))
	})
	it('waits until its time, and is only from who owns the case', () => {
		owned().when(fallBack(), 15).thenNothing()
		owned().after(2, assign(BEN)).when(fallBack(), 20).thenNothing()
		givenCase().when(fallBack(), 20).thenNothing()
	})
	it('never happens on the turn of others, nor in a closed case', () => {
		owned().after(2, requestData()).when(fallBack(), 20).thenNothing()
		owned().after(2, close()).when(fallBack(), 20).thenNothing()
	})
	it('keeps the contact person whom the customer knows, and who helps out', () => {
		withDeputy()
			.happens(backed(16, toBen))
			.thenChanged({ owner: BEN, deputy: undefined, contactPerson: ANNA, fellBackAt: minute(16) })
		helped()
			.happens(backed(16, toNord))
			.thenChanged({ owner: undefined, team: 'nord', contactPerson: ANNA, fellBackAt: minute(16) })
		claimed()
			.happens(backed(16, toNord))
			.thenChanged({
				owner: undefined,
				claim: undefined,
				team: 'nord',
				contactPerson: ANNA,
				fellBackAt: minute(16),
			})
	})
	it('lets the deputy read what the customer gave, but nobody who was barred', () => {
		const read: Command = { kind: 'readData', by: BEN, purpose: 'callBack', fields: ['phone'] }
		const given = withDeputy().after(2, requestData(), recordData())
		given.and(backed(16, toBen)).when(read, 17).thenFacts('DataRead')
		const self = owned().after(2, requestData(), recordData(), takeOver(BEN, ANNA), assign(ANNA, BEN, BEN))
		self.and(backed(16, toBen)).when(read, 17).thenRefused('notYours')
		const away = owned().after(2, requestData(), recordData(), takeOver(BEN, ANNA))
		const fell = away.and(factAt('CaseFellBack', 30, { from: BEN, to: toNord, why: 'off' }))
		fell.after(31, claim(BEN)).when(read, 32).thenRefused('notYours')
	})
	it('ends with the contact person taking it again, or with another one named', () => {
		const fell = owned().and(backed(16, toNord))
		fell.thenState({ contactPerson: ANNA, fellBackAt: minute(16) })
		fell.after(17, claim(ANNA)).thenWithout('contactPerson', 'fellBackAt')
		fell.after(17, assign(BEN)).thenWithout('contactPerson', 'fellBackAt')
		fell.after(17, takeOver(BEN)).thenWithout('contactPerson', 'fellBackAt')
		fell.after(17, claim(BEN)).thenState({ owner: BEN, contactPerson: ANNA })
		fell.after(17, claim(ANNA)).thenWithout('contactPerson')
		fell.after(17, assign(CEM)).thenWithout('contactPerson')
		fell.after(17, takeOver(CEM)).thenWithout('contactPerson')
	})
	it('counts since it is our turn and the owner has it, each anew', () => {
		givenCase().thenWithout('awaitsOwnerSince')
		claimed().thenState({ awaitsOwnerSince: minute(1) })
		claimed()
			.and(message(2, 5))
			.thenState({ awaitsOwnerSince: minute(1) })
		claimed()
			.after(6, assign(BEN))
			.thenState({ awaitsOwnerSince: minute(6) })
		const asked = owned().after(2, requestData())
		asked.thenWithout('awaitsOwnerSince')
		asked.and(message(2, 9)).thenState({ awaitsOwnerSince: minute(9) })
		owned().after(2, close()).thenWithout('awaitsOwnerSince')
	})
})

describe('a claim of who learns', () => {
	const learning: Command = { kind: 'claim', by: CEM, isLearning: true }
	const claimedBy = () => givenCase().after(1, learning)
	it('makes nobody an owner, and lets them read nothing', () => {
		givenCase()
			.when(learning, 1)
			.then(factAt('CaseClaimed', 1, { by: CEM, isLearning: true }))
		claimedBy().thenState({ claim: { by: CEM, isOver: true, isLearning: true } })
		claimedBy().thenWithout('owner')
		const read: Command = { kind: 'readData', by: CEM, purpose: 'callBack', fields: ['phone'] }
		givenCase()
			.after(1, requestData(), recordData(), { kind: 'release', by: ANNA }, learning)
			.when(read, 6)
			.thenRefused('notYours')
	})
	it('stays one of who learns while they write, and leaves the case free when it lapses', () => {
		claimedBy()
			.when({ kind: 'keepClaim', by: CEM }, 7)
			.then(factAt('CaseClaimed', 7, { by: CEM, isLearning: true }))
		claimedBy().when(claim(BEN), 2).thenRefused('claimedByOther')
		claimedBy().after(22, claim(BEN)).thenState({ owner: BEN })
		claimedBy().after(2, { kind: 'release', by: CEM }).thenWithout('owner', 'claim')
	})
})
