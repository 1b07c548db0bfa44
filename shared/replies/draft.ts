import { createHash } from 'node:crypto'
import { claimer } from '#shared/cases/claims/rights.ts'
import type { AgentKey, CaseId, NoteKey } from '#shared/cases/keys.ts'
import type { ContentStore } from '#shared/cases/ports.ts'
import { isReply } from '#shared/cases/sends/send.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { crockford } from '#shared/kernel/id.ts'

/** The text an agent is writing, shown to others: one draft per case, deleted when it is sent. */
export type Draft = { readonly by: AgentKey; readonly text: string; readonly at: Instant }

/** Returns the key of a case's draft. */
export const draftKey = (caseId: CaseId): NoteKey =>
	`note_${crockford(createHash('sha256').update(`draft ${caseId}`).digest(), 26).toLowerCase()}`

const readDraft = async (content: Pick<ContentStore, 'get'>, caseId: CaseId): Promise<Draft | undefined> => {
	const [known] = await content.get([draftKey(caseId)])
	return known?.kind === 'draft' && known.text !== '' ? known : undefined
}

/** Stores a draft; an empty text deletes it. Of two concurrent writers one is stored. */
export const keepDraft = async (content: ContentStore, caseId: CaseId, { by, text, at }: Draft): Promise<void> => {
	const id = draftKey(caseId)
	const [known] = await content.get([id])
	// Erased content is never written again.
	const isNoDraft = known === undefined ? text === '' : known.kind !== 'draft'
	if (isNoDraft) return
	const revision = known === undefined ? 0 : known.revision + 1
	// Half a character, as in a text that is still being typed, has no form in UTF-8.
	await content.put({ kind: 'draft', id, caseId, by, at, text: text.toWellFormed(), revision })
}

/** Returns what the claiming agent is writing, or wrote last in this case, so that a second agent sees it. */
export const writtenByClaimer = async (
	{ content }: { readonly content: Pick<ContentStore, 'get'> },
	state: CaseState,
	now: Instant,
): Promise<string | undefined> => {
	const holder = claimer(state, now)
	const draft = await readDraft(content, state.id)
	if (draft !== undefined && draft.by === holder) return draft.text
	const last = state.sends.filter(isReply).findLast(({ by }) => by === holder)
	if (last === undefined) return undefined
	const [written] = await content.get([last.contentId])
	return written?.kind === 'reply' ? written.text : undefined
}
