import { addressAndLanguageCodes } from '#shared/cases/address/evolve.ts'
import { appendFacts } from '#shared/cases/apply.ts'
import { caseOf } from '#shared/cases/content.ts'
import { evolve } from '#shared/cases/evolve.ts'
import { fact } from '#shared/cases/fact.ts'
import type { Fact } from '#shared/cases/facts.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { Contact } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import { ASIDE_MARK, editionMark, type MessageUpdate, seenBy, updateMark } from './content-marks.ts'
import type { IncomingMessage } from './incoming-message.ts'
import {
	type Filing,
	isNewer,
	isOnlyChanged,
	isRevisable,
	type RevisableContent,
	revealed,
	reviseContent,
	toFetch,
} from './message-content.ts'
import { raiseSignals } from './raise-signals.ts'
import type { ReceiveDependencies } from './receive-dependencies.ts'
import { isUpdatable, type UpdatableContent, updateContent } from './update-content.ts'

export type Revised =
	| { readonly outcome: 'update'; readonly caseId?: CaseId | undefined }
	/** A redelivery of the event that filed the message. */
	| { readonly outcome: 'alreadyDone' }
	/** Another event said the same before. */
	| { readonly outcome: 'duplicate'; readonly caseId?: CaseId | undefined }

export type ReviseDependencies = Omit<ReceiveDependencies, 'random'>

/** Content that another edition or an update may change. */
type Changing = RevisableContent | UpdatableContent

/** Returns where content is filed; undefined for content without a case, such as an aside. */
const filingOf = (content: Changing): Filing | undefined =>
	content.kind === 'message' || (content.kind === 'erased' && content.was === 'message') ? content : undefined

/** Writes changed content, with the facts for its case if it has one. Returns false on a conflict. */
const write = async (
	{ store, content }: ReviseDependencies,
	next: Changing,
	factsFor: (state: CaseState, filedVersion: number) => readonly Fact[],
	contact?: Contact,
): Promise<boolean> => {
	const filing = filingOf(next)
	if (filing === undefined) return content.put(next)
	const before = await store.load(filing.caseId)
	if (before === undefined) return false
	const facts = factsFor(before, filing.filedVersion)
	const isReopened = facts.some(({ kind }) => kind === 'CaseReopened')
	const { result } = await appendFacts(store, before, facts, {
		content: next,
		contact: isReopened ? contact : undefined,
	})
	return result === 'committed'
}

/** Names the author of content of which another event of the same edition told nobody. Returns undefined on a conflict. */
const reveal = async (
	dependencies: ReviseDependencies,
	known: RevisableContent,
	message: IncomingMessage,
	seen: string,
): Promise<Revised | undefined> => {
	const next = revealed(known, message)
	if (next === undefined) return { outcome: seen === message.source ? 'update' : 'duplicate' }
	const isWritten = await write(dependencies, next, () => [])
	return isWritten ? { outcome: 'duplicate', caseId: caseOf(known) } : undefined
}

/** Revises content under the message's own key. Returns undefined on a conflict. */
const revise = async (
	dependencies: ReviseDependencies,
	known: RevisableContent,
	message: IncomingMessage,
): Promise<Revised | undefined> => {
	const filedBy = isOnlyChanged(known) ? undefined : known.source
	if (filedBy === message.source || known.seen[ASIDE_MARK] === message.source) return { outcome: 'alreadyDone' }
	const seen = seenBy(known, editionMark(message))
	if (seen !== undefined) return reveal(dependencies, known, message, seen)
	const isShown = isNewer(known, message)
	const at = dependencies.clock.now()
	const { key, sentAt } = message
	const raise = raiseSignals(key, message)
	const contact = known.kind !== 'erased' && isShown ? await dependencies.contacts.find(known) : undefined
	const factsFor = (state: CaseState, filedVersion: number): Fact[] => {
		if (known.kind === 'erased') return []
		const details = {
			toFetch: isShown ? toFetch(message) : undefined,
			...addressAndLanguageCodes(message.addressAndLanguage ?? {}),
		}
		const edited = fact('MessageEdited', at, { message: key, sentAt, filedVersion, isShown, ...details })
		// A contact never has two open cases: if another one is open by now, this one stays closed.
		const isReopened = state.state === 'closed' && contact?.openCase === state.id
		const facts = isReopened ? [fact('CaseReopened', at), edited] : [edited]
		return isShown ? [...facts, ...raise(facts.reduce<CaseState>(evolve, state), at)] : facts
	}
	const isWritten = await write(dependencies, reviseContent(known, message), factsFor, contact)
	return isWritten ? { outcome: 'update', caseId: caseOf(known) } : undefined
}

/**
 * Applies another event about a known message: a redelivery, the same edition, or another edition. Shows the highest
 * edition; a shown edit reopens a closed case. Leaves our own content under that key. Throws `RetryLaterError` after too
 * many conflicts.
 */
export const reviseMessage = (dependencies: ReviseDependencies, message: IncomingMessage): Promise<Revised> =>
	retryOnConflict<Revised>('caseContended', async () => {
		const [known] = await dependencies.content.get([message.key])
		if (known === undefined) return undefined
		if (known.kind === 'alias') return reviseMessage(dependencies, { ...message, key: known.aliasOf })
		return isRevisable(known) ? revise(dependencies, known, message) : { outcome: 'duplicate', caseId: caseOf(known) }
	})

/**
 * Updates content under the message's own key, or stores the update for a message that has not come yet. Returns undefined
 * on a conflict.
 */
const update = async (
	dependencies: ReviseDependencies,
	known: UpdatableContent | undefined,
	change: MessageUpdate,
): Promise<Revised | undefined> => {
	const seen = known?.seen[updateMark(change)]
	if (seen !== undefined) return { outcome: seen === change.source ? 'update' : 'duplicate' }
	const next = updateContent(known, change)
	const at = dependencies.clock.now()
	const message = change.key
	const isWritten = await write(dependencies, next, (_, filedVersion) => {
		if (known?.kind === 'erased') return []
		if (next.kind === 'erased') return [fact('MessageErased', at, { message, filedVersion })]
		const isHidden = next.isHidden === true
		return isHidden === (known?.isHidden === true) ? [] : [fact('MessageHidden', at, { message, isHidden })]
	})
	return isWritten ? { outcome: 'update', caseId: caseOf(known) } : undefined
}

/**
 * Applies that a message was erased, hidden or shown: our copy changes at once, facts stay. An update may come before its
 * message; an erased message is then never shown. Leaves what we sent ourselves. Throws `RetryLaterError` as
 * `reviseMessage` does.
 */
export const updateMessage = (dependencies: ReviseDependencies, change: MessageUpdate): Promise<Revised> =>
	retryOnConflict<Revised>('caseContended', async () => {
		const [known] = await dependencies.content.get([change.key])
		if (known?.kind === 'alias') return updateMessage(dependencies, { ...change, key: known.aliasOf })
		return known === undefined || isUpdatable(known)
			? update(dependencies, known, change)
			: { outcome: 'duplicate', caseId: caseOf(known) }
	})
