import { isErasureDemanded } from '#shared/cases/erasing/state.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import { unlessUnreadable } from '#shared/cases/unreadable-case.ts'
import type { Log } from '#shared/kernel/log.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import { type BeginDependencies, beginInAll, contactsOfUser, type FindDependencies } from './begin-erasure.ts'
import type { Deletion } from './deletion.ts'
import type { DeletionStore } from './deletion-store.ts'
import { refuseJob } from './erase-person.ts'
import { type AppSecrets, readSigned } from './signed-by-meta.ts'

export type BeginDeletionDependencies = BeginDependencies & {
	readonly deletions: DeletionStore
	readonly appSecrets: AppSecrets
	readonly log: Log
}

/**
 * Finds the cases of a person's id. Meta gives an app-scoped id here and page-scoped ones in messages (NETWORKS.md
 * 3.7), so mostly none is found and a person must look; two ids are never taken for one without a match.
 */
const casesOf = async (dependencies: FindDependencies, userId: string): Promise<readonly CaseId[]> => {
	const people = await Promise.all(
		(['facebook', 'instagram'] as const).map((network) => contactsOfUser(dependencies, { network, userId })),
	)
	return [...new Set(people.flat().flatMap(({ cases }) => cases))]
}

/** Tells whether a request without a proof may be one that was acted upon: it demands nothing that no fact demands. */
const isActedUpon = async (store: CaseStore, { state, cases }: Deletion): Promise<boolean> => {
	if (state !== 'inWork') return true
	const states = await Promise.all(cases.map((id) => unlessUnreadable(store.load(id))))
	const isKnown = states.every((one) => one === 'unreadable' || (one !== undefined && isErasureDemanded(one)))
	return isKnown && cases.length > 0
}

/**
 * Begins what a deletion request asks: verifies itself that Meta signed it, finds the person's cases itself, and begins
 * their erasure, in which nobody of ours has a say; alerts a person where nobody is found. Believes nothing else of the
 * record, since the function that writes it faces the internet. May be repeated. The proof goes with the last write.
 */
export const beginDeletion = async (
	dependencies: BeginDeletionDependencies,
	code: string,
): Promise<'begun' | 'byHand' | 'repeated' | 'refused'> => {
	const { store, deletions, appSecrets, log } = dependencies
	return retryOnConflict('deletionContended', async () => {
		const deletion = await deletions.find(code)
		if (deletion === undefined) return refuseJob(dependencies, 'deletionUnknown')
		if (deletion.signedRequest === undefined)
			return (await isActedUpon(store, deletion)) ? 'repeated' : refuseJob(dependencies, 'notSigned')
		const request = await readSigned(appSecrets, deletion.signedRequest)
		if (request === undefined) return refuseJob(dependencies, 'notSigned')
		const found = await casesOf(dependencies, request.userId)
		await beginInAll(dependencies, found, { reason: 'network' })
		const cases = [...new Set([...deletion.cases, ...found])]
		const state = cases.length > 0 ? 'inWork' : 'byHand'
		if (!(await deletions.put({ ...deletion, signedRequest: undefined, state, cases }))) return undefined
		if (state === 'byHand' && deletion.state !== 'byHand') log.count('DeletionsByHand')
		log.info('DELETION_BEGUN', { outcome: state, count: found.length })
		return state === 'byHand' ? 'byHand' : 'begun'
	})
}
