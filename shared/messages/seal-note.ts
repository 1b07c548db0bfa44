import { createHmac } from 'node:crypto'
import { appendFacts } from '#shared/cases/apply.ts'
import type { Content } from '#shared/cases/content.ts'
import { decide } from '#shared/cases/decide.ts'
import type { NoteKey, SubmissionId } from '#shared/cases/keys.ts'
import { crockford } from '#shared/kernel/id.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import { sealSubmission } from '#shared/vault/seal-submission.ts'
import type { ScreenDependencies } from './screen-message.ts'

type Note = Extract<Content, { readonly kind: 'note' }>

/** Returns the same submission for the same note, so that a repeat writes the same one. */
const submissionOf = (identityKey: string, { id }: Note): SubmissionId =>
	`sub_${crockford(createHmac('sha256', identityKey).update(`note ${id}`).digest(), 26).toLowerCase()}`

/** Moves the values of one note; false where somebody was faster. The values go into the vault first, so that a crash loses none. */
const moveValues = async (dependencies: ScreenDependencies, note: Note, clear: string): Promise<boolean> => {
	const { store, content, clock, screen, vault, identityKey } = dependencies
	const { unsealed: _, ...left } = note
	const masked = { ...left, revision: note.revision + 1 }
	const found = screen(clear)
	const before = await store.load(note.caseId)
	if (found === undefined || before === undefined) return content.put(masked)
	const { caseId, at: givenAt } = note
	const submissionId = submissionOf(identityKey, note)
	// Who noted it heard it: it proves no more than an account does.
	const submission = { caseId, submissionId, assurance: 'controlsAccount', givenAt, values: found.values } as const
	await vault.put(await sealSubmission(dependencies, submission))
	const command = { kind: 'recordFoundData', message: note.id, submission: submissionId, fields: found.fields } as const
	const decision = decide(before, command, clock.now())
	const facts = decision.outcome === 'refused' ? [] : decision.facts
	if (facts.length === 0) return content.put(masked)
	return (await appendFacts(store, before, facts, { content: masked })).result === 'committed'
}

/**
 * Moves the personal data of a note into the vault, as its author asked: only the worker may write there. What colleagues
 * read was masked from the beginning. Safe to repeat. Throws `RetryLaterError` after too many conflicts.
 */
export const sealNote = async (dependencies: ScreenDependencies, key: NoteKey): Promise<void> => {
	await retryOnConflict('caseContended', async () => {
		const [note] = await dependencies.content.get([key])
		if (note?.kind !== 'note' || note.unsealed === undefined) return 'nothing'
		if (!(await moveValues(dependencies, note, note.unsealed))) return undefined
		dependencies.log.info('DATA_MASKED', { caseId: note.caseId, outcome: 'moved' })
		return 'moved'
	})
}
