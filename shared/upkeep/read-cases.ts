import { type Content, isNetworkContent } from '#shared/cases/content.ts'
import type { CaseId, MessageKey } from '#shared/cases/keys.ts'
import type { CaseStore, ContentStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { unlessUnreadable } from '#shared/cases/unreadable-case.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { AsideList } from '#shared/messages/asides.ts'
import { type Askable, isAskable } from './look-up-messages.ts'
import { messagesToReread } from './messages-to-reread.ts'

export type ReadCasesDependencies = {
	readonly store: Pick<CaseStore, 'factsAfter'>
	readonly content: Pick<ContentStore, 'get'>
	readonly asides: Pick<AsideList, 'ofThread'>
	readonly log: Log
}

/** What can be asked for of a case. */
export type Read = { readonly id: CaseId; readonly messages: readonly Askable[] }

/** Of a run so far: what failed, and the threads whose asides were read for an earlier case. */
export type SoFar = { readonly failures: unknown[]; readonly threads: Set<string> }

/** Cases whose facts are read side by side. */
const READ_AT_ONCE = 10
/** At least as many as are shown with a case (shared/desk/show-case.ts). */
const THREADS_SHOWN = 5
const ASIDES_SHOWN = 100

const askableOf = (caseId: CaseId, message: MessageKey, content: Content | undefined): readonly Askable[] => {
	if (!isNetworkContent(content) || !isAskable(content)) return []
	const { network, accountId, contentId } = content
	return [{ caseId, message, content, network, accountId, contentId }]
}

const askables = async ({ content }: ReadCasesDependencies, caseId: CaseId, keys: readonly MessageKey[]) => {
	const known = new Map((await content.get(keys)).map((one) => [one.id, one]))
	return keys.flatMap((key) => askableOf(caseId, key, known.get(key)))
}

/** What bystanders wrote in the threads of a case: agents see it with the case. Each thread is read once in a run. */
const asidesBeside = async (
	dependencies: ReadCasesDependencies,
	caseId: CaseId,
	messages: readonly Askable[],
	{ threads }: SoFar,
): Promise<readonly Askable[]> => {
	const shown = [...new Set(messages.flatMap(({ content }) => content.thread ?? []))].slice(0, THREADS_SHOWN)
	const unread = shown.filter((thread) => !threads.has(thread))
	for (const thread of unread) threads.add(thread)
	const pages = await Promise.all(unread.map((thread) => dependencies.asides.ofThread(thread, ASIDES_SHOWN)))
	return askables(
		dependencies,
		caseId,
		pages.flatMap(({ ids }) => ids),
	)
}

/** What can be asked for of each case. One that fails fails alone; one that this release cannot read is passed by. */
export const readCases = async (
	dependencies: ReadCasesDependencies,
	cases: readonly CaseState[],
	soFar: SoFar,
): Promise<readonly Read[]> => {
	const readOne = async (state: CaseState): Promise<readonly Read[]> => {
		const { id } = state
		try {
			const facts = await unlessUnreadable(dependencies.store.factsAfter(id, 0))
			// The sweep tells of those.
			if (facts === 'unreadable') return []
			const messages = await askables(dependencies, id, messagesToReread(state, facts))
			return [{ id, messages: [...messages, ...(await asidesBeside(dependencies, id, messages, soFar))] }]
		} catch (error) {
			dependencies.log.error('REREAD_FAILED', error, { caseId: id })
			soFar.failures.push(error)
			return []
		}
	}
	const read: Read[] = []
	for (let from = 0; from < cases.length; from += READ_AT_ONCE)
		read.push(...(await Promise.all(cases.slice(from, from + READ_AT_ONCE).map(readOne))).flat())
	return read
}
