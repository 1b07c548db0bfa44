import type { Evolvers } from '../evolvers.ts'
import type { CaseState } from '../state.ts'
import type { NotesFact } from './facts.ts'

/** Older notes cannot be taken back any more. */
const NOTES_KEPT = 50
const QUESTIONS_KEPT = 20

const without = (state: CaseState, note: string): CaseState => ({
	...state,
	notes: state.notes.filter((one) => one.note !== note),
	questions: state.questions.filter((one) => one.note !== note),
})

export const notesEvolvers: Evolvers<NotesFact> = {
	NoteWritten: (state, { note, by, at }) => ({
		...state,
		notes: [...state.notes, { note, by, at }].slice(-NOTES_KEPT),
	}),
	NoteWithdrawn: (state, { note }) => without(state, note),
	NoteStruck: (state, { note }) => without(state, note),
	ColleagueAsked: (state, { note, by, asked, at }) => ({
		...state,
		questions: [...state.questions, { note, by, asked, at }].slice(-QUESTIONS_KEPT),
	}),
	ColleagueAnswered: (state, { question }) => ({
		...state,
		questions: state.questions.filter((one) => one.note !== question),
	}),
}
