import { createHmac } from 'node:crypto'
import { detectAddressAndLanguage } from '#shared/address/detect-address-and-language.ts'
import { record } from '#shared/cases/apply.ts'
import type { Command } from '#shared/cases/commands.ts'
import type { AsideContent, MessageContent } from '#shared/cases/content.ts'
import { decide } from '#shared/cases/decide.ts'
import { evolve } from '#shared/cases/evolve.ts'
import type { MessageKey, SubmissionId } from '#shared/cases/keys.ts'
import { crockford, type Random } from '#shared/kernel/id.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Screen, Screened } from '#shared/screening/screen-text.ts'
import type { KeyService } from '#shared/vault/key-service.ts'
import { sealSubmission } from '#shared/vault/seal-submission.ts'
import type { VaultWriter } from '#shared/vault/vault-writer.ts'
import { FIRST_EDITION } from './content-marks.ts'
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

/** What a customer or bystander wrote: on a network, or by mail. */
type Screenable = AsideContent | MessageContent

const read = async ({ content }: ScreenDependencies, message: MessageKey): Promise<Screenable | undefined> => {
	const [known] = await content.get([message])
	return known?.kind === 'message' || known?.kind === 'aside' ? known : undefined
}

/** The same text of the same edition is the same submission, however often this is repeated. */
const submissionOf = (identityKey: string, content: MessageContent): SubmissionId => {
	const { id, text } = content
	const edition = content.form === 'mail' ? FIRST_EDITION : (content.edition ?? FIRST_EDITION)
	const digest = createHmac('sha256', identityKey)
		.update(JSON.stringify(['found', id, edition, text]))
		.digest()
	return `sub_${crockford(digest, 26).toLowerCase()}`
}

/** The words that prove how we are addressed may hold the value as well: they are read anew from what is left. */
const maskContent = <Masked extends Screenable>(content: Masked, { text }: Screened): Masked => ({
	...content,
	text,
	addressEvidence: detectAddressAndLanguage(text).evidence,
	revision: content.revision + 1,
})

/** Into the vault before it leaves the content: after a crash between, all of it happens again. */
const moveToVault = async (
	dependencies: ScreenDependencies,
	content: MessageContent,
	values: Screened['values'],
): Promise<SubmissionId> => {
	const submissionId = submissionOf(dependencies.identityKey, content)
	const submission = {
		caseId: content.caseId,
		submissionId,
		assurance: 'controlsAccount',
		givenAt: content.at,
		values,
	} as const
	await dependencies.vault.put(await sealSubmission(dependencies, submission))
	return submissionId
}

/** A mail, which came by no network, is as private as a direct message. */
const isPrivate = ({ form }: MessageContent): boolean => form === 'dm' || form === 'mail'

const commandFor = async (
	dependencies: ScreenDependencies,
	content: MessageContent,
	{ fields, values }: Screened,
): Promise<Command> =>
	isPrivate(content)
		? {
				kind: 'recordFoundData',
				message: content.id,
				submission: await moveToVault(dependencies, content, values),
				fields,
			}
		: { kind: 'recordExposure', message: content.id, fields }

/** The masked content with what it means for their case; false where another was faster. */
const write = async (
	{ store, content, clock }: ScreenDependencies,
	command: Command,
	masked: MessageContent,
): Promise<boolean> => {
	const before = await store.load(masked.caseId)
	if (before === undefined) return false
	const decision = decide(before, command, clock.now())
	const facts = decision.outcome === 'refused' ? [] : decision.facts
	// On record for an earlier edition: the text goes all the same.
	if (facts.length === 0) return content.put(masked)
	const after = facts.reduce(evolve, before)
	const { result } = await store.commit({ before, facts: record(before.version, facts), after, content: masked })
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
		const content = await read(dependencies, message)
		const found = content === undefined ? undefined : dependencies.screen(content.text)
		if (content === undefined || found === undefined) return 'nothing'
		if (content.kind === 'aside')
			return (await dependencies.content.put(maskContent(content, found))) ? 'aside' : undefined
		const command = await commandFor(dependencies, content, found)
		if (!(await write(dependencies, command, maskContent(content, found)))) return undefined
		const outcome = isPrivate(content) ? 'moved' : 'masked'
		const network = content.form === 'mail' ? undefined : content.network
		const count = found.fields.length
		dependencies.log.info('DATA_MASKED', { caseId: content.caseId, network, count, outcome })
		return outcome
	})
}

/** Looks through a message that another function filed, as `screenMessage` does. */
export const screenFiled = async (dependencies: ScreenDependencies, message: MessageKey): Promise<void> => {
	const content = await read(dependencies, message)
	if (content !== undefined) await screenMessage(dependencies, message, content.text)
}
