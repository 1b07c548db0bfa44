import { type Content, isNetworkContent } from '#shared/cases/content.ts'
import type { RecordedFact } from '#shared/cases/facts.ts'
import type { CaseId, MessageKey } from '#shared/cases/keys.ts'
import type { CaseStore, ContentStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { unlessUnreadable } from '#shared/cases/unreadable-case.ts'
import type { Log } from '#shared/kernel/log.ts'
import { ASIDES_SHOWN, type AsideList, THREADS_SHOWN } from '#shared/messages/asides.ts'
import { type Askable, isAskable } from './look-up-messages.ts'

/** The newest messages of a case that are reread; older ones rarely change. */
const NEWEST_REREAD = 50

/**
 * Selects the messages to look up: public messages of customers that are not erased, the newest and all unanswered
 * ones. Pure.
 */
const messagesToReread = (
	{ settledVersion, unanswered }: CaseState,
	facts: readonly RecordedFact[],
): readonly MessageKey[] => {
	const erased = new Set(
		facts.flatMap(({ fact }) =>
			fact.kind === 'MessageErased' || fact.kind === 'MessageDisowned' ? [fact.message] : [],
		),
	)
	const waiting = new Set(unanswered.first.map(({ message }) => message))
	const written = facts.flatMap(({ version, fact }) =>
		fact.kind === 'MessageReceived' && fact.visibility === 'public' && !erased.has(fact.message)
			? [
					{
						message: fact.message,
						sentAt: fact.sentAt,
						isWaiting: version > settledVersion || waiting.has(fact.message),
					},
				]
			: [],
	)
	return written
		.toSorted((a, b) => (a.sentAt > b.sentAt ? -1 : 1))
		.filter(({ isWaiting }, index) => index < NEWEST_REREAD || isWaiting)
		.map(({ message }) => message)
}

export type ReadCopiesDependencies = {
	readonly store: Pick<CaseStore, 'factsAfter'>
	readonly content: Pick<ContentStore, 'get'>
	readonly asides: Pick<AsideList, 'newestOfThread'>
	readonly log: Log
}

/** The messages of a case that can be looked up. */
export type ReadCopies = { readonly id: CaseId; readonly messages: readonly Askable[] }

/** The progress of a run: failures, and threads whose asides were read with an earlier case. */
type SoFar = { readonly failures: unknown[]; readonly threads: Set<string> }

/** Cases whose facts are read concurrently. */
const READ_AT_ONCE = 10

const askableOf = (caseId: CaseId, message: MessageKey, content: Content | undefined): readonly Askable[] => {
	if (!isNetworkContent(content) || !isAskable(content)) return []
	const { network, accountId, contentId } = content
	return [{ caseId, message, content, network, accountId, contentId }]
}

const askables = async ({ content }: ReadCopiesDependencies, caseId: CaseId, keys: readonly MessageKey[]) => {
	const known = new Map((await content.get(keys)).map((one) => [one.id, one]))
	return keys.flatMap((key) => askableOf(caseId, key, known.get(key)))
}

/** Returns what bystanders wrote in the threads of a case, as agents see it there. Reads each thread once in a run. */
const asidesBeside = async (
	dependencies: ReadCopiesDependencies,
	caseId: CaseId,
	messages: readonly Askable[],
	{ threads }: SoFar,
): Promise<readonly Askable[]> => {
	const shown = [...new Set(messages.flatMap(({ content }) => content.thread ?? []))].slice(0, THREADS_SHOWN)
	const unread = shown.filter((thread) => !threads.has(thread))
	for (const thread of unread) threads.add(thread)
	const newest = unread.map((thread) => dependencies.asides.newestOfThread(thread, {}, ASIDES_SHOWN))
	return askables(dependencies, caseId, (await Promise.all(newest)).flat())
}

/**
 * Returns the messages to look up of each case. Collects a case's failure without stopping the others, and skips
 * unreadable cases.
 */
export const readCopies = async (
	dependencies: ReadCopiesDependencies,
	cases: readonly CaseState[],
	soFar: SoFar,
): Promise<readonly ReadCopies[]> => {
	const readOne = async (state: CaseState): Promise<readonly ReadCopies[]> => {
		const { id } = state
		try {
			const facts = await unlessUnreadable(dependencies.store.factsAfter(id, 0))
			// The sweep reports unreadable cases.
			if (facts === 'unreadable') return []
			const messages = await askables(dependencies, id, messagesToReread(state, facts))
			return [{ id, messages: [...messages, ...(await asidesBeside(dependencies, id, messages, soFar))] }]
		} catch (error) {
			dependencies.log.error('REREAD_FAILED', error, { caseId: id })
			soFar.failures.push(error)
			return []
		}
	}
	const read: ReadCopies[] = []
	for (let from = 0; from < cases.length; from += READ_AT_ONCE)
		read.push(...(await Promise.all(cases.slice(from, from + READ_AT_ONCE).map(readOne))).flat())
	return read
}
