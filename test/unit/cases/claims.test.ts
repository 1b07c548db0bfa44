import { describe, expect, it } from 'vitest'
import { claimer, claimsRefusals, isHeldByOther, worksCase } from '#shared/cases/claims/decide.ts'
import type { Command } from '#shared/cases/commands.ts'
import { ANNA, BEN, claim, close, factAt, keyOf, minute, requestData } from '#test/support/case-factories.ts'
import { givenCase, itRefuses } from '#test/support/case-specification.ts'

const CARLA = keyOf('agent', 3)
const release = (by = ANNA): Command => ({ kind: 'release', by })
const assign = (owner = BEN, deputy?: typeof ANNA): Command => ({ kind: 'assign', by: ANNA, owner, deputy })
const keep = (by = ANNA): Command => ({ kind: 'keepClaim', by })
const note: Command = { kind: 'writeNote', by: ANNA, note: keyOf('note', 1) }

/** Anna holds and owns the case from minute 1 on. */
const claimed = () => givenCase().after(1, claim())
const closed = () => givenCase().after(1, close())

describe('the commands about who works a case', () => {
	itRefuses(claimsRefusals, {
		claim: {
			caseClosed: { given: closed(), when: claim(), at: 2 },
			claimedByOther: { given: claimed(), when: claim(BEN), at: 20 },
		},
		release: { notYours: { given: claimed(), when: release(BEN), at: 2 } },
		assign: { caseClosed: { given: closed(), when: assign(), at: 2 } },
		keepClaim: {},
		writeNote: {},
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
			.thenChanged({ claim: { by: BEN, at: minute(21) } }))
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
		const held = givenCase().after(1, assign(ANNA), claim(BEN))
		held.when(release(BEN), 3).thenFacts('CaseReleased')
		held.happens(factAt('CaseReleased', 3, { by: BEN })).thenChanged({ claim: undefined })
	})
	it("leaves another agent's claim when the owner releases", () => {
		const held = givenCase().after(1, assign(ANNA), claim(BEN))
		held.happens(factAt('CaseReleased', 3, { by: ANNA })).thenChanged({ owner: undefined })
		expect(claimer(held.after(3, release()).state, minute(4))).toBe(BEN)
	})
	it('is refused a second time', () => claimed().after(2, release()).when(release(), 3).thenRefused('notYours'))
})

describe('an assignment', () => {
	it('names owner and deputy', () => {
		givenCase()
			.when(assign(BEN, ANNA), 1)
			.then(factAt('CaseAssigned', 1, { by: ANNA, owner: BEN, deputy: ANNA }))
		givenCase()
			.happens(factAt('CaseAssigned', 1, { by: ANNA, owner: BEN, deputy: ANNA }))
			.thenChanged({ owner: BEN, deputy: ANNA })
	})
	it('drops the deputy where none is named', () =>
		givenCase()
			.after(1, assign(BEN, ANNA))
			.happens(factAt('CaseAssigned', 2, { by: ANNA, owner: ANNA }))
			.thenChanged({ owner: ANNA, deputy: undefined }))
	it('needs no claim, and takes none away', () => {
		claimed().when({ kind: 'assign', by: BEN, owner: BEN }, 2).thenFacts('CaseAssigned')
		claimed()
			.after(2, assign())
			.thenState({ owner: BEN, claim: { by: ANNA } })
	})
	it('goes on record each time it is made', () =>
		givenCase().after(1, assign()).when(assign(), 2).thenFacts('CaseAssigned'))
})

describe('a note', () => {
	it('may be written by anybody, on a closed case too', () => {
		givenCase()
			.when(note, 1)
			.then(factAt('NoteWritten', 1, { by: ANNA, note: keyOf('note', 1) }))
		givenCase().after(1, claim(BEN)).when(note, 2).thenFacts('NoteWritten')
		closed().when(note, 2).thenFacts('NoteWritten')
	})
	it('changes nothing in the case, whoever must act next', () => {
		const told = factAt('NoteWritten', 2, { by: ANNA, note: keyOf('note', 1) })
		givenCase().happens(told).thenUnchanged()
		givenCase().after(1, requestData()).happens(told).thenUnchanged()
	})
	it('goes on record each time it is written', () => givenCase().after(1, note).when(note, 2).thenFacts('NoteWritten'))
})

describe('whoever works a case', () => {
	it('is its owner, its deputy or the holder of its claim, nobody else', () => {
		const [owner, deputy] = [keyOf('agent', 5), keyOf('agent', 6)]
		const { state } = givenCase().after(1, assign(owner, deputy), claim(BEN))
		expect([owner, deputy, BEN, CARLA].map((agent) => worksCase(state, agent, minute(3)))).toEqual([
			true,
			true,
			true,
			false,
		])
	})
	it('is nobody any more by a claim that lapsed', () => {
		const { state } = givenCase().after(1, assign(ANNA), claim(BEN))
		expect(worksCase(state, BEN, minute(22))).toBe(false)
	})
})
