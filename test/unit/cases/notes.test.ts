import { describe, it } from 'vitest'
import type { CommandOf } from '#shared/cases/commands.ts'
import { notesRefusals } from '#shared/cases/notes/decide.ts'
import {
	ANNA,
	BEN,
	CEM,
	claim,
	close,
	colleague,
	factAt,
	keyOf,
	minute,
	requestData,
} from '#test/support/case-factories.ts'
import { givenCase, itRefuses } from '#test/support/case-specification.ts'

const write = (number = 1, change: Partial<CommandOf<'writeNote'>> = {}): CommandOf<'writeNote'> => ({
	kind: 'writeNote',
	by: ANNA,
	note: keyOf('note', number),
	...change,
})
const takeBack = (number = 1, by = ANNA): CommandOf<'withdrawNote'> => ({
	kind: 'withdrawNote',
	by,
	note: keyOf('note', number),
})
const told = (at: number, number = 1, by = ANNA) => factAt('NoteWritten', at, { by, note: keyOf('note', number) })
const closed = () => givenCase().after(1, close())
const written = () => givenCase().after(1, write())
const asked = () => givenCase().after(1, write(1, { ask: colleague(BEN) }))

describe('the commands about notes', () => {
	itRefuses(notesRefusals, {
		writeNote: {
			colleagueUnknown: { given: givenCase(), when: write(1, { ask: 'unknown' }), at: 1 },
			colleagueNotAnAgent: { given: givenCase(), when: write(1, { ask: { key: CEM, isWorking: false } }), at: 1 },
			questionUnknown: { given: written(), when: write(2, { answers: keyOf('note', 1) }), at: 2 },
		},
		withdrawNote: {
			noteUnknown: { given: written().after(2, takeBack()), when: takeBack(), at: 3 },
			noteOfOther: { given: written(), when: takeBack(1, BEN), at: 2 },
		},
	})
	it('ask no team', () =>
		givenCase()
			.when(write(1, { ask: 'team' }), 1)
			.thenRefused('colleagueNotAnAgent'))
})

describe('a note', () => {
	it('may be written by anybody, on a closed case too', () => {
		givenCase().when(write(), 1).then(told(1))
		givenCase().after(1, claim(BEN)).when(write(), 2).thenFacts('NoteWritten')
		closed().when(write(), 2).thenFacts('NoteWritten')
	})
	it('says whether it holds what is to be moved into the vault', () =>
		givenCase()
			.when(write(1, { toVault: true }), 1)
			.then(factAt('NoteWritten', 1, { by: ANNA, note: keyOf('note', 1), toVault: true })))
	it('changes nothing else in the case, whoever must act next', () => {
		const notes = [{ note: keyOf('note', 1), by: ANNA, at: minute(2) }]
		givenCase().happens(told(2)).thenChanged({ notes })
		givenCase().after(1, requestData()).happens(told(2)).thenChanged({ notes })
	})
	it('goes on record each time it is written', () =>
		givenCase().after(1, write()).when(write(), 2).thenFacts('NoteWritten'))
	it('is withdrawn within ten minutes, and later struck through', () => {
		written()
			.when(takeBack(), 10)
			.then(factAt('NoteWithdrawn', 10, { by: ANNA, note: keyOf('note', 1) }))
		written()
			.when(takeBack(), 11)
			.then(factAt('NoteStruck', 11, { by: ANNA, note: keyOf('note', 1) }))
		asked().after(2, takeBack()).thenState({ notes: [], questions: [] })
		asked().after(20, takeBack()).thenState({ notes: [], questions: [] })
	})
	it('asks a colleague until somebody answers', () => {
		givenCase()
			.when(write(1, { ask: colleague(BEN) }), 1)
			.then(told(1), factAt('ColleagueAsked', 1, { by: ANNA, note: keyOf('note', 1), asked: BEN }))
		asked().thenState({ questions: [{ note: keyOf('note', 1), by: ANNA, asked: BEN }], turn: { who: 'ours' } })
		asked()
			.when(write(2, { by: BEN, answers: keyOf('note', 1) }), 2)
			.then(
				told(2, 2, BEN),
				factAt('ColleagueAnswered', 2, { by: BEN, note: keyOf('note', 2), question: keyOf('note', 1) }),
			)
		asked()
			.after(2, write(2, { by: BEN, answers: keyOf('note', 1) }))
			.thenState({ questions: [] })
	})
})
