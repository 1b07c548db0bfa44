import { CONFLICT_RETRIES, record } from '#shared/cases/apply.ts'
import { evolve } from '#shared/cases/evolve.ts'
import { fact } from '#shared/cases/fact.ts'
import type { Fact } from '#shared/cases/facts.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { mannerCodes } from '#shared/cases/manner.ts'
import type { Contact, Words } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import type { IncomingMessage } from './incoming-message.ts'
import {
	ASIDE_MARK,
	editionMark,
	erasedMark,
	isNewer,
	type MessageUpdate,
	reviseWords,
	toFetch,
	updateMark,
	updateWords,
} from './message-words.ts'
import type { ReceiveDependencies } from './receive-dependencies.ts'

export type Revised =
	| { readonly outcome: 'update'; readonly caseId?: CaseId | undefined }
	/** A redelivery of the event that filed the message. */
	| { readonly outcome: 'alreadyDone' }
	/** Another event said the same before. */
	| { readonly outcome: 'duplicate' }

export type ReviseDependencies = Omit<ReceiveDependencies, 'random'>

/** Writes changed words with the facts they mean for their case, if they have one. False where another was faster. */
const write = async (
	{ store, words }: ReviseDependencies,
	next: Words,
	factsFor: (state: CaseState, filedVersion: number) => readonly Fact[],
	contact?: Contact,
): Promise<boolean> => {
	const { caseId, filedVersion } = next
	if (caseId === undefined || filedVersion === undefined) return words.put(next)
	const before = await store.load(caseId)
	if (before === undefined) return false
	const facts = factsFor(before, filedVersion)
	const isReopened = facts.some(({ kind }) => kind === 'CaseReopened')
	const committed = await store.commit({
		before,
		facts: record(before.version, facts),
		after: facts.reduce(evolve, before),
		words: next,
		contact: isReopened && contact !== undefined ? contact : undefined,
	})
	return committed.result === 'committed'
}

/** Tries until there is a result; throws `RetryLaterError` when others were faster each time. */
export const retrying = async <Result>(attempt: () => Promise<Result | undefined>): Promise<Result> => {
	for (let tries = 0; tries < CONFLICT_RETRIES; tries += 1) {
		const result = await attempt()
		if (result !== undefined) return result
	}
	throw new RetryLaterError('caseContended')
}

/** Who wrote known words, if their case has a contact on record. */
const contactOf = async ({ contacts }: ReviseDependencies, words: Words): Promise<Contact | undefined> => {
	const { network, accountId, userId } = words
	if (network === undefined || accountId === undefined || userId === undefined) return undefined
	return contacts.find({ network, accountId, userId })
}

/**
 * Another event about a message that is known: a redelivery, the same edition again, or another edition. The highest
 * edition is shown; an edit is an act of the customer and reopens a closed case. Throws `RetryLaterError` when others were
 * faster each time.
 */
export const reviseMessage = (dependencies: ReviseDependencies, message: IncomingMessage): Promise<Revised> =>
	retrying<Revised>(async () => {
		const [known] = await dependencies.words.get([message.key])
		if (known === undefined) return undefined
		if (known.source === message.source || known.seen?.[ASIDE_MARK] === message.source)
			return { outcome: 'alreadyDone' }
		const edition = editionMark(message)
		const seenBy = known.seen?.[edition] ?? known.seen?.[erasedMark(edition)]
		if (seenBy !== undefined) return { outcome: seenBy === message.source ? 'update' : 'duplicate' }
		const isShown = isNewer(known, message)
		const at = dependencies.clock.now()
		const { key, sentAt } = message
		const contact = known.erasedAt === undefined && isShown ? await contactOf(dependencies, known) : undefined
		const factsFor = (state: CaseState, filedVersion: number): Fact[] => {
			if (known.erasedAt !== undefined) return []
			const told = { toFetch: isShown ? toFetch(message) : undefined, ...mannerCodes(message.manner ?? {}) }
			const edited = fact('MessageEdited', at, { message: key, sentAt, filedVersion, isShown, ...told })
			// Never two open cases of one contact: if another is open by now, the edit is only told here.
			const isReopened = state.state === 'closed' && contact?.openCase === state.id
			return isReopened ? [fact('CaseReopened', at), edited] : [edited]
		}
		const written = await write(dependencies, reviseWords(known, message), factsFor, contact)
		return written ? { outcome: 'update', caseId: known.caseId } : undefined
	})

/**
 * A message is taken back, or hidden or shown: our copy follows at once, the facts stay. It may come before the message:
 * then the mark waits for it, and what was taken back is never shown. Throws `RetryLaterError` as `reviseMessage` does.
 */
export const updateMessage = (dependencies: ReviseDependencies, update: MessageUpdate): Promise<Revised> =>
	retrying<Revised>(async () => {
		const [known] = await dependencies.words.get([update.key])
		if (known?.aliasOf !== undefined) return updateMessage(dependencies, { ...update, key: known.aliasOf })
		const seenBy = known?.seen?.[updateMark(update)]
		if (seenBy !== undefined) return { outcome: seenBy === update.source ? 'update' : 'duplicate' }
		const next = updateWords(known, update)
		const at = dependencies.clock.now()
		const message = update.key
		const written = await write(dependencies, next, (_, filedVersion) => {
			if (known?.erasedAt !== undefined) return []
			if (update.change === 'erased') return [fact('MessageErased', at, { message, filedVersion })]
			const isHidden = next.isHidden === true
			return isHidden === (known?.isHidden === true) ? [] : [fact('MessageHidden', at, { message, isHidden })]
		})
		return written ? { outcome: 'update', caseId: known?.caseId } : undefined
	})
