import { createHash } from 'node:crypto'
import { claimer } from '#shared/cases/decide-claim.ts'
import type { AgentKey, CaseId, NoteKey } from '#shared/cases/keys.ts'
import type { Words, WordsStore } from '#shared/cases/ports.ts'
import { isReply } from '#shared/cases/send.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { crockford } from '#shared/kernel/id.ts'

/** What an agent is writing at the moment, so that a second one sees it: one draft per case, gone when it is sent. */
export type Draft = { readonly by: AgentKey; readonly text: string; readonly at: Instant }

/** The key of a case's draft among the words. */
export const draftKey = (caseId: CaseId): NoteKey =>
	`note_${crockford(createHash('sha256').update(`draft ${caseId}`).digest(), 26).toLowerCase()}`

const readDraft = async (words: Pick<WordsStore, 'get'>, caseId: CaseId): Promise<Draft | undefined> => {
	const [known] = await words.get([draftKey(caseId)])
	if (known?.by === undefined || known.text === undefined || known.erasedAt !== undefined) return undefined
	return { by: known.by, text: known.text, at: known.at }
}

/** Keeps what is being written; an empty text ends the draft. Of two writers at once one is kept. */
export const keepDraft = async (words: WordsStore, caseId: CaseId, { by, text, at }: Draft): Promise<void> => {
	const id = draftKey(caseId)
	const [known] = await words.get([id])
	if (known === undefined && text === '') return
	if (known?.erasedAt !== undefined) return
	const next: Words = { id, caseId, by, at, text: text === '' ? undefined : text }
	await words.put(known === undefined ? next : { ...next, revision: (known.revision ?? 0) + 1 })
}

/** What the holder of a fresh claim writes, or wrote last in this case: a second agent sees it before they write. */
export const writtenByClaimer = async (
	{ words }: { readonly words: Pick<WordsStore, 'get'> },
	state: CaseState,
	now: Instant,
): Promise<string | undefined> => {
	const holder = claimer(state, now)
	const draft = await readDraft(words, state.id)
	if (draft !== undefined && draft.by === holder) return draft.text
	const last = state.sends.filter(isReply).findLast(({ by }) => by === holder)
	if (last === undefined) return undefined
	const [written] = await words.get([last.contentId])
	return written?.text
}
