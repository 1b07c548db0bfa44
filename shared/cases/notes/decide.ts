import { addMilliseconds, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { Colleague } from '../actor.ts'
import { accept, type Deciders, refuse } from '../decision.ts'
import { fact } from '../fact.ts'
import type { Fact } from '../facts.ts'
import type { AgentKey, NoteKey } from '../keys.ts'

/** What we note for each other: written, asked, answered, taken back. */

type WriteNote = {
	readonly kind: 'writeNote'
	readonly by: AgentKey
	readonly note: NoteKey
	/** The colleague whom it asks. */
	readonly ask?: Colleague | undefined
	/** It shows values of the customer masked, which are to be moved into the vault. */
	readonly toVault?: boolean | undefined
	/** The note that it answers. */
	readonly answers?: NoteKey | undefined
}

export type NotesCommand = WriteNote | { readonly kind: 'withdrawNote'; readonly by: AgentKey; readonly note: NoteKey }

export const notesRefusals = {
	writeNote: ['colleagueUnknown', 'colleagueNotAnAgent', 'questionUnknown'],
	withdrawNote: ['noteUnknown', 'noteOfOther'],
} as const

/** For so long a note is taken back as if it had not been. */
const WITHDRAWN_WITHIN = 10 * MINUTE

/** Tells whether the words of a note that was written `at` go with it when its author takes it back at `now`. */
export const isWithdrawable = (at: Instant, now: Instant): boolean => addMilliseconds(at, WITHDRAWN_WITHIN) > now

export const notesDeciders: Deciders<NotesCommand, typeof notesRefusals> = {
	writeNote: (state, { by, note, ask, answers, toVault }, now) => {
		if (ask === 'unknown') return refuse('colleagueUnknown')
		if (ask === 'team' || ask?.isWorking === false) return refuse('colleagueNotAnAgent')
		if (answers !== undefined && !state.questions.some((one) => one.note === answers)) return refuse('questionUnknown')
		const asked: Fact[] = ask === undefined ? [] : [fact('ColleagueAsked', now, { by, note, asked: ask.key })]
		const told: Fact[] = answers === undefined ? [] : [fact('ColleagueAnswered', now, { by, note, question: answers })]
		const written = fact('NoteWritten', now, { by, note, toVault: toVault === true ? toVault : undefined })
		return accept(written, ...asked, ...told)
	},
	withdrawNote: (state, { by, note }, now) => {
		const written = state.notes.find((one) => one.note === note)
		if (written === undefined) return refuse('noteUnknown')
		if (written.by !== by) return refuse('noteOfOther')
		return accept(fact(isWithdrawable(written.at, now) ? 'NoteWithdrawn' : 'NoteStruck', now, { by, note }))
	},
}
