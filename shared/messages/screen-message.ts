import { createHmac } from 'node:crypto'
import { mannerOf } from '#shared/address/manner-of.ts'
import { record } from '#shared/cases/apply.ts'
import type { Command } from '#shared/cases/commands.ts'
import { decide } from '#shared/cases/decide.ts'
import { evolve } from '#shared/cases/evolve.ts'
import type { CaseId, MessageKey, SubmissionId } from '#shared/cases/keys.ts'
import type { Words } from '#shared/cases/ports.ts'
import { crockford, type Random } from '#shared/kernel/id.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Screen, Screened } from '#shared/screening/screen-text.ts'
import type { KeyService } from '#shared/vault/key-service.ts'
import { sealSubmission } from '#shared/vault/seal-submission.ts'
import type { VaultWriter } from '#shared/vault/vault-writer.ts'
import { type ReviseDependencies, retrying } from './revise-message.ts'

export type ScreenDependencies = ReviseDependencies & {
	readonly screen: Screen
	readonly vault: VaultWriter
	/** Who writes into the vault makes keys and opens none. */
	readonly keys: Pick<KeyService, 'generate'>
	readonly identityKey: string
	readonly random: Random
	readonly log: Log
}

/** The same text of the same edition is the same submission, however often this is repeated. */
const submissionOf = (identityKey: string, { id, edition = '0', text }: Words): SubmissionId => {
	const digest = createHmac('sha256', identityKey)
		.update(JSON.stringify(['found', id, edition, text]))
		.digest()
	return `sub_${crockford(digest, 26).toLowerCase()}`
}

/** The words that prove how we are addressed may hold the value as well: they are read anew from what is left. */
const maskWords = (words: Words, { text }: Screened): Words => ({
	...words,
	text,
	addressEvidence: mannerOf(text).evidence,
	revision: (words.revision ?? 0) + 1,
})

/** Into the vault before it leaves the words: after a crash between, all of it happens again. */
const moveToVault = async (
	dependencies: ScreenDependencies,
	caseId: CaseId,
	words: Words,
	values: Screened['values'],
): Promise<SubmissionId> => {
	const submissionId = submissionOf(dependencies.identityKey, words)
	const submission = { caseId, submissionId, assurance: 'controlsAccount', givenAt: words.at, values } as const
	await dependencies.vault.put(await sealSubmission(dependencies, submission))
	return submissionId
}

/** A mail, which came by no network, is as private as a direct message. */
const isPrivate = ({ form }: Words): boolean => form === 'dm' || form === undefined

const commandFor = async (
	dependencies: ScreenDependencies,
	caseId: CaseId,
	message: MessageKey,
	words: Words,
	{ fields, values }: Screened,
): Promise<Command> =>
	isPrivate(words)
		? {
				kind: 'recordFoundData',
				message,
				submission: await moveToVault(dependencies, caseId, words, values),
				fields,
			}
		: { kind: 'recordExposure', message, fields }

/** The masked words with what they mean for their case; false where another was faster. */
const write = async (
	{ store, words, clock }: ScreenDependencies,
	caseId: CaseId,
	command: Command,
	masked: Words,
): Promise<boolean> => {
	const before = await store.load(caseId)
	if (before === undefined) return false
	const decision = decide(before, command, clock.now())
	const facts = decision.outcome === 'refused' ? [] : decision.facts
	// On record for an earlier edition: the text goes all the same.
	if (facts.length === 0) return words.put(masked)
	const after = facts.reduce(evolve, before)
	const { result } = await store.commit({ before, facts: record(before.version, facts), after, words: masked })
	return result === 'committed'
}

/**
 * Looks through what a customer wrote for personal data, once it is filed. In private they move to the vault; in public our
 * copy is masked and the case gets a signal. `text` is what the event said: without findings nothing is read or written.
 * Repeating it does what was not done. Throws `RetryLaterError` when others were faster each time.
 */
export const screenMessage = async (
	dependencies: ScreenDependencies,
	message: MessageKey,
	text: string,
): Promise<void> => {
	if (dependencies.screen(text) === undefined) return
	await retrying(async () => {
		const [words] = await dependencies.words.get([message])
		const found = words?.text === undefined ? undefined : dependencies.screen(words.text)
		if (words === undefined || found === undefined) return 'nothing'
		const { caseId } = words
		const masked = maskWords(words, found)
		if (caseId === undefined) return (await dependencies.words.put(masked)) ? 'aside' : undefined
		const command = await commandFor(dependencies, caseId, message, words, found)
		if (!(await write(dependencies, caseId, command, masked))) return undefined
		const outcome = isPrivate(words) ? 'moved' : 'masked'
		dependencies.log.info('DATA_MASKED', { caseId, network: words.network, count: found.fields.length, outcome })
		return outcome
	})
}

/** The same for a message that another function filed. */
export const screenFiled = async (dependencies: ScreenDependencies, message: MessageKey): Promise<void> => {
	const [words] = await dependencies.words.get([message])
	if (words?.text !== undefined) await screenMessage(dependencies, message, words.text)
}
