import type { Team } from '#shared/cases/actor.ts'
import { applyCommand, type CommandAuthor } from '#shared/cases/apply.ts'
import type { AgentKey, CaseId } from '#shared/cases/keys.ts'
import type { CaseStore, Contact, ContactStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { unlessUnreadable } from '#shared/cases/unreadable-case.ts'
import type { OwnAccount } from '#shared/channels/channel.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import type { ErasureJob } from './erasure-job.ts'
import type { ErasureProgress } from './erasure-progress.ts'

export type FindDependencies = {
	readonly contacts: Pick<ContactStore, 'find'>
	readonly own: readonly Pick<OwnAccount, 'network' | 'id'>[]
}
export type BeginDependencies = FindDependencies & {
	readonly store: CaseStore
	readonly contacts: Pick<ContactStore, 'find' | 'findByKeys'>
	readonly progress: ErasureProgress
	readonly erasures: Queue<ErasureJob>
	readonly clock: Clock
}

/** Finds the contacts of a user of a network, one for each of our accounts that knows them. */
export const contactsOfUser = async (
	{ contacts, own }: FindDependencies,
	{ network, userId }: Pick<Contact, 'network' | 'userId'>,
): Promise<readonly Contact[]> => {
	const accounts = own.filter((account) => account.network === network)
	const found = await Promise.all(accounts.map(({ id }) => contacts.find({ network, accountId: id, userId })))
	return found.filter((contact) => contact !== undefined)
}

/** Returns the known contacts of a case's person: its own, and the same users at our other accounts. */
const peopleOf = async (dependencies: BeginDependencies, state: CaseState): Promise<readonly Contact[]> => {
	const known = await dependencies.contacts.findByKeys(state.contacts)
	const elsewhere = await Promise.all(known.map((contact) => contactsOfUser(dependencies, contact)))
	return [...new Map([...known, ...elsewhere.flat()].map((contact) => [contact.key, contact])).values()]
}

/** Who demanded an erasure: two people, a lead, or a network. */
export type Demand = {
	readonly reason: 'demanded' | 'network'
	readonly by?: AgentKey | undefined
	readonly confirmedBy?: AgentKey | undefined
	/** The team of `by`. */
	readonly team?: Team | undefined
}

/** Returns the author of what follows from a demand; undefined where a network demanded it. */
export const authorOfDemand = ({ by, team }: Demand): CommandAuthor | undefined =>
	by === undefined ? undefined : { key: by, team }

/** Begins the erasure in a case. Repeating it changes nothing. */
export const beginIn = async (
	dependencies: Pick<BeginDependencies, 'store' | 'clock'>,
	caseId: CaseId,
	demand: Demand,
): Promise<void> => {
	const { reason, by, confirmedBy } = demand
	const author = authorOfDemand(demand)
	await applyCommand(dependencies, caseId, { kind: 'beginPersonErasure', reason, by, confirmedBy }, { author })
}

/**
 * Begins the erasure in cases. Notes for an unreadable one that its erasure is owed, and queues a job that dies with an
 * alarm and is redriven once the case can be read; the others go on.
 */
export const beginInAll = async (
	dependencies: BeginDependencies,
	cases: readonly CaseId[],
	demand: Demand,
): Promise<void> => {
	const { progress, erasures } = dependencies
	for (const caseId of cases) {
		if ((await unlessUnreadable(beginIn(dependencies, caseId, demand))) !== 'unreadable') continue
		await progress.put({ caseId, owed: demand })
		await erasures.send({ caseId })
	}
}

/**
 * Begins the erasure in all other cases of a case's people. Returns these people and all their cases; cases found through
 * those are handled by their own erasure.
 */
export const beginElsewhere = async (
	dependencies: BeginDependencies,
	state: CaseState,
	demand: Demand,
): Promise<{ readonly people: readonly Contact[]; readonly cases: readonly CaseId[] }> => {
	const people = await peopleOf(dependencies, state)
	const cases = [...new Set([state.id, ...people.flatMap((contact) => contact.cases)])]
	await beginInAll(
		dependencies,
		cases.filter((caseId) => caseId !== state.id),
		demand,
	)
	return { people, cases }
}
