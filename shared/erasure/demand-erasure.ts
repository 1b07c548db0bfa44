import { applyCommand } from '#shared/cases/apply.ts'
import type { AgentKey, CaseId } from '#shared/cases/keys.ts'
import type { CaseStore, Contact, ContactStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { unlessUnreadable } from '#shared/cases/unreadable-case.ts'
import type { OwnAccount } from '#shared/channels/channel.ts'
import type { Clock } from '#shared/kernel/clock.ts'

export type DemandDependencies = {
	readonly store: CaseStore
	readonly contacts: Pick<ContactStore, 'find' | 'findByKeys'>
	readonly own: readonly Pick<OwnAccount, 'network' | 'id'>[]
	readonly clock: Clock
}

/** Finds the contacts of a user of a network, one for each of our accounts that knows them. */
export const contactsOfUser = async (
	{ contacts, own }: Pick<DemandDependencies, 'own'> & { readonly contacts: Pick<ContactStore, 'find'> },
	{ network, userId }: Pick<Contact, 'network' | 'userId'>,
): Promise<readonly Contact[]> => {
	const accounts = own.filter((account) => account.network === network)
	const found = await Promise.all(accounts.map(({ id }) => contacts.find({ network, accountId: id, userId })))
	return found.filter((contact) => contact !== undefined)
}

/** Returns the known contacts of a case's person: its own, and the same users at our other accounts. */
const peopleOf = async (dependencies: DemandDependencies, state: CaseState): Promise<readonly Contact[]> => {
	const known = await dependencies.contacts.findByKeys(state.contacts)
	const elsewhere = await Promise.all(known.map((contact) => contactsOfUser(dependencies, contact)))
	return [...new Map([...known, ...elsewhere.flat()].map((contact) => [contact.key, contact])).values()]
}

export type Demand = { readonly reason: 'demanded' | 'network'; readonly by?: AgentKey | undefined }

/** Demands the erasure in a case. Repeating it changes nothing. */
export const demandIn = async (
	dependencies: Pick<DemandDependencies, 'store' | 'clock'>,
	caseId: CaseId,
	{ reason, by }: Demand,
): Promise<CaseState> => {
	const command = { kind: 'demandPersonErasure', reason, by } as const
	return (await applyCommand(dependencies, caseId, command)).state
}

/**
 * Demands the erasure in all other cases of the case's people, and returns these people. Cases found through those are
 * handled by their own erasure. `unreadable`: cases in which it could not be demanded; the others are done.
 */
export const demandEverywhere = async (
	dependencies: DemandDependencies,
	state: CaseState,
	demand: Demand,
): Promise<{
	readonly people: readonly Contact[]
	readonly cases: readonly CaseId[]
	readonly unreadable: readonly CaseId[]
}> => {
	const people = await peopleOf(dependencies, state)
	const cases = [...new Set([state.id, ...people.flatMap((contact) => contact.cases)])]
	const unreadable: CaseId[] = []
	for (const caseId of cases) {
		if (caseId === state.id) continue
		if ((await unlessUnreadable(demandIn(dependencies, caseId, demand))) === 'unreadable') unreadable.push(caseId)
	}
	return { people, cases, unreadable }
}
