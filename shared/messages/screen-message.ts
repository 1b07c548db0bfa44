import { createHmac } from 'node:crypto'
import { detectAddressAndLanguage } from '#shared/address/detect-address-and-language.ts'
import { appendFacts } from '#shared/cases/apply.ts'
import { isPrivateForm } from '#shared/cases/codes.ts'
import type { Command } from '#shared/cases/commands.ts'
import type { AsideContent, MessageContent } from '#shared/cases/content.ts'
import { decide } from '#shared/cases/decide.ts'
import type { MessageKey, SubmissionId } from '#shared/cases/keys.ts'
import { changePointedAt, type PointedAt, textsPointedAt } from '#shared/cases/messages/pointed-at.ts'
import { crockford, type Random } from '#shared/kernel/id.ts'
import type { Log } from '#shared/kernel/log.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import type { Screen, Screened } from '#shared/screening/screen-text.ts'
import type { KeyService } from '#shared/vault/key-service.ts'
import { sealSubmission } from '#shared/vault/seal-submission.ts'
import type { VaultWriter } from '#shared/vault/vault-writer.ts'
import { FIRST_EDITION } from './content-marks.ts'
import type { ReviseDependencies } from './revise-message.ts'

export type ScreenDependencies = ReviseDependencies & {
	readonly screen: Screen
	readonly vault: VaultWriter
	/** Only the right to make keys: this function never opens one. */
	readonly keys: Pick<KeyService, 'generate'>
	readonly identityKey: string
	readonly random: Random
	readonly log: Log
}

/** Content that a customer or bystander wrote, on a network or by mail. */
type Screenable = AsideContent | MessageContent

const read = async ({ content }: ScreenDependencies, message: MessageKey): Promise<Screenable | undefined> => {
	const [known] = await content.get([message])
	return known?.kind === 'message' || known?.kind === 'aside' ? known : undefined
}

/** All that a message says: its words, and the texts of what it points at. */
type Said = PointedAt & { readonly text: string }

const textsOf = (said: Said): readonly string[] => [said.text, ...textsPointedAt(said)]

/** What was found in all that a message says, and that without it. */
type Found = Omit<Screened, 'text'> & { readonly masked: Said }

const joined = (values: readonly Screened['values'][]): Screened['values'] => {
	const byField = Map.groupBy(
		values.flatMap((one) => Object.entries(one)),
		([field]) => field,
	)
	return Object.fromEntries(
		[...byField].map(([field, found]) => [field, [...new Set(found.map(([, value]) => value))].join('\n')]),
	)
}

const isAddress = (text: string): boolean => /^https?:\/\//i.test(text)

/** Returns an address with its parts apart, so that a value in it is seen as one. */
const inParts = (address: string): string => {
	const apart = address.replaceAll(/[?&=#+]/g, ' ')
	try {
		return decodeURIComponent(apart)
	} catch {
		return apart
	}
}

/** Screens all that a message says; undefined where nothing was found. An address that holds something goes as a whole: masked it leads nowhere. */
const screenSaid = (screen: Screen, said: Said): Found | undefined => {
	const screenPart = (text: string) => screen(isAddress(text) ? inParts(text) : text)
	const words = screen(said.text)
	const found = [words, ...textsPointedAt(said).map(screenPart)].filter((one) => one !== undefined)
	if (found.length === 0) return undefined
	const mask = (text: string): string | undefined => {
		const screened = screenPart(text)
		if (screened === undefined) return text
		return isAddress(text) ? undefined : screened.text
	}
	return {
		masked: { ...changePointedAt(said, mask), text: words?.text ?? said.text },
		fields: [...new Set(found.flatMap(({ fields }) => fields))],
		values: joined(found.map(({ values }) => values)),
	}
}

/** Returns the same submission id for the same words of the same edition, so that a repeat writes the same submission. */
const submissionOf = (identityKey: string, content: MessageContent): SubmissionId => {
	const { id } = content
	const edition = content.form === 'mail' ? FIRST_EDITION : (content.edition ?? FIRST_EDITION)
	const digest = createHmac('sha256', identityKey)
		.update(JSON.stringify(['found', id, edition, ...textsOf(content)]))
		.digest()
	return `sub_${crockford(digest, 26).toLowerCase()}`
}

/** Returns masked content. The evidence of the form of address may hold a masked value, so it is detected anew. */
const maskContent = <Masked extends Screenable>(content: Masked, { masked }: Found): Masked => ({
	...content,
	...masked,
	addressEvidence: content.addressEvidence === undefined ? undefined : detectAddressAndLanguage(masked.text).evidence,
	revision: content.revision + 1,
})

/** Seals the values into the vault. Runs before the content is masked, so that a retry after a crash still has them. */
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

/** Says whether content came as a direct message or by mail. */
const isPrivate = ({ form }: MessageContent): boolean => isPrivateForm(form)

const commandFor = async (
	dependencies: ScreenDependencies,
	content: MessageContent,
	{ fields, values }: Found,
): Promise<Command> =>
	isPrivate(content)
		? {
				kind: 'recordFoundData',
				message: content.id,
				submission: await moveToVault(dependencies, content, values),
				fields,
			}
		: { kind: 'recordExposure', message: content.id, fields }

/** Writes masked content with the facts for its case. Returns false on a conflict. */
const write = async (
	{ store, clock }: ScreenDependencies,
	command: Command,
	masked: MessageContent,
): Promise<boolean> => {
	const before = await store.load(masked.caseId)
	if (before === undefined) return false
	const decision = decide(before, command, clock.now())
	const facts = decision.outcome === 'refused' ? [] : decision.facts
	// An earlier edition has the same facts: only the text is masked, and with it the words of the case's row.
	const { result } = await appendFacts(store, before, facts, { content: masked })
	return result === 'committed'
}

/**
 * Screens a filed message for personal data: private values move to the vault, public ones are masked in our copy and
 * recorded on the case. `said` is what the event says; without findings in it nothing is read or written. Safe to repeat.
 * Throws `RetryLaterError` after too many conflicts.
 */
export const screenMessage = async (
	dependencies: ScreenDependencies,
	message: MessageKey,
	said: Said,
): Promise<void> => {
	if (screenSaid(dependencies.screen, said) === undefined) return
	await retryOnConflict('caseContended', async () => {
		const content = await read(dependencies, message)
		const found = content === undefined ? undefined : screenSaid(dependencies.screen, content)
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

/** Screens a message that another function filed, as `screenMessage` does. */
export const screenFiled = async (dependencies: ScreenDependencies, message: MessageKey): Promise<void> => {
	const content = await read(dependencies, message)
	if (content !== undefined) await screenMessage(dependencies, message, content)
}
