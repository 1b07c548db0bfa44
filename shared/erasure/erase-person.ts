import { applyCommand } from '#shared/cases/apply.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { ContactAddress, ContactEraser } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { addMilliseconds, HOUR, type Instant } from '#shared/kernel/clock.ts'
import { ParkedError, RetryLaterError } from '#shared/kernel/errors.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import type { AuthorAsides } from '#shared/messages/asides.ts'
import { draftKey } from '#shared/replies/draft.ts'
import { type EraseDependencies, eraseCustomerData } from '#shared/requests/erase-customer-data.ts'
import { type Demand, type DemandDependencies, demandEverywhere, demandIn } from './demand-erasure.ts'
import { type BodyPerson, type EraseBodiesDependencies, eraseBodies } from './erase-bodies.ts'
import { contentNamedIn, type EraseContentDependencies, eraseAllContent, withMediaIn } from './erase-content.ts'
import type { ErasureJob } from './erasure-job.ts'
import { mailPersonOf } from './mail-of.ts'

export type ErasePersonDependencies = DemandDependencies &
	EraseContentDependencies &
	EraseBodiesDependencies &
	EraseDependencies & {
		readonly eraser: ContactEraser
		readonly asides: AuthorAsides
		/** The queue of erasures, for the rest of a long one. */
		readonly again: Queue<ErasureJob>
		readonly log: Log
	}

/** Facts whose content is erased between two checks of the time. */
const FACTS_AT_ONCE = 200
const ASIDES_AT_ONCE = 100
/** The delay until a withheld body is checked again. */
const WITHHELD_SECONDS = 900
/** What nobody understood holds an erasure up for less than a day: then it goes whole (NETWORKS.md 3.7). */
const WITHHELD_AT_MOST = 23 * HOUR

type Step = 'done' | 'continued'

/** Returns the case after demanding its erasure; undefined where no erasure is demanded. */
const demandedState = async (
	dependencies: ErasePersonDependencies,
	{ caseId, demand, by }: ErasureJob,
): Promise<CaseState | undefined> => {
	const state =
		demand === undefined
			? await dependencies.store.load(caseId)
			: await demandIn(dependencies, caseId, { reason: demand, by })
	if (state === undefined) throw new ParkedError('caseUnknown')
	return state.personErasure === undefined ? undefined : state
}

/** Returns reason, author and time of the demand from the case's fact. */
const demandOf = async (
	{ store, clock }: ErasePersonDependencies,
	caseId: CaseId,
): Promise<Demand & { readonly at: Instant }> => {
	for (const { fact } of await store.factsAfter(caseId, 0))
		if (fact.kind === 'PersonErasureDemanded') return { reason: fact.reason, by: fact.by, at: fact.at }
	return { reason: 'demanded', at: clock.now() }
}

const jobOf = (caseId: CaseId, { reason, by }: Demand): ErasureJob => ({
	caseId,
	demand: reason,
	by,
})

/**
 * Demands the erasure in all cases of the person, then detaches their addresses, so that later messages open a new
 * contact. An unreadable case gets its own job while the contact still leads to it: that job dies with an alarm and is
 * redriven once the case can be read, and the other cases are erased now.
 */
const partPeople = async (dependencies: ErasePersonDependencies, state: CaseState, demand: Demand): Promise<void> => {
	await retryOnConflict('contactContended', async () => {
		const { people, unreadable } = await demandEverywhere(dependencies, state, demand)
		for (const caseId of unreadable) await dependencies.again.send(jobOf(caseId, demand))
		const parted = await Promise.all(people.map((contact) => dependencies.eraser.detachAddress(contact)))
		// A contact that changed meanwhile may have another case.
		return parted.every((isParted) => isParted) || undefined
	})
}

/** Erases the content named by a case's facts after a version. Returns the version it reached. */
const eraseNamed = async (
	dependencies: ErasePersonDependencies,
	caseId: CaseId,
	after: number,
	mayGoOn: () => boolean,
): Promise<{ readonly step: Step; readonly after: number }> => {
	const facts = await dependencies.store.factsAfter(caseId, after)
	// No fact names the draft.
	await eraseAllContent(dependencies, [draftKey(caseId)])
	const withMedia = withMediaIn(facts)
	let reached = after
	for (let from = 0; from < facts.length; from += FACTS_AT_ONCE) {
		if (from > 0 && !mayGoOn()) return { step: 'continued', after: reached }
		const some = facts.slice(from, from + FACTS_AT_ONCE)
		await eraseAllContent(dependencies, contentNamedIn(some), withMedia)
		reached = some.at(-1)?.version ?? reached
	}
	return { step: 'done', after: reached }
}

const eraseAsides = async (
	dependencies: ErasePersonDependencies,
	addresses: readonly ContactAddress[],
	mayGoOn: () => boolean,
): Promise<Step> => {
	for (const address of addresses) {
		let cursor: string | undefined
		do {
			if (cursor !== undefined && !mayGoOn()) return 'continued'
			const page = await dependencies.asides.ofAuthor(address, ASIDES_AT_ONCE, cursor)
			await eraseAllContent(dependencies, page.ids)
			cursor = page.next
		} while (cursor !== undefined)
	}
	return 'done'
}

/**
 * Erases the person's bodies in the bucket. Returns the last checked key where the time ran out, or that a body stays for
 * others' sake, of which those on call learn. Throws while a delivery is still being handled.
 */
const eraseKept = async (
	dependencies: ErasePersonDependencies,
	job: ErasureJob,
	person: BodyPerson,
	mayGoOn: () => boolean,
): Promise<{ readonly stoppedAfter?: string | undefined; readonly isWithheld?: true | undefined }> => {
	// Without ids and requests the person's bodies were erased with another of their cases.
	if (person.userIds.length === 0 && person.mail.requestIds.size === 0) return {}
	const { withheld, stoppedAfter } = await eraseBodies(dependencies, person, mayGoOn, job.afterBody)
	for (const { key, reason } of withheld) {
		const name = key.slice(key.lastIndexOf('/') + 1)
		dependencies.log.warn('ERASURE_HELD', { caseId: job.caseId, parked: name, reason })
	}
	if (withheld.some(({ reason }) => reason === 'notSettled'))
		throw new RetryLaterError('bodiesHeld', { delaySeconds: 30 })
	if (withheld.length === 0) return { stoppedAfter }
	dependencies.log.count('ErasuresHeld')
	return { isWithheld: true }
}

/**
 * Records the end of an erasure under the version up to which its content is erased. Data and messages that arrived
 * meanwhile are erased first.
 */
const end = async (
	dependencies: ErasePersonDependencies,
	job: ErasureJob,
	demand: Demand,
	after: number,
): Promise<void> => {
	const { caseId } = job
	let version = after
	await retryOnConflict('caseContended', async () => {
		const state = await dependencies.store.load(caseId)
		if (state === undefined) throw new ParkedError('caseUnknown')
		await eraseCustomerData(dependencies, state, { reason: 'demanded', by: demand.by })
		version = (await eraseNamed(dependencies, caseId, version, () => true)).after
		const applied = await applyCommand(dependencies, caseId, { kind: 'recordPersonErasure' }, { version })
		return applied.outcome === 'applied' || undefined
	})
	dependencies.log.info('PERSON_ERASED', { caseId, version })
}

/**
 * Erases the person of a case, in this order: detaches their addresses, so that nothing more is filed here; erases what
 * they gave; all content that the case's facts name, with attachments; their asides; bodies in the bucket; and last the
 * way from the contact's key to the person. Then appends `PersonErased`. May be repeated at any point. Queues the rest
 * when the time runs out. Throws `RetryLaterError` for what may work later. Never changes facts or ledger.
 */
export const erasePerson = async (
	dependencies: ErasePersonDependencies,
	job: ErasureJob,
	mayGoOn: () => boolean,
): Promise<'erased' | 'continued' | 'notDemanded'> => {
	const { caseId } = job
	const state = await demandedState(dependencies, job)
	if (state === undefined) return 'notDemanded'
	if (state.personErasure === 'done') return 'erased'
	const demand = await demandOf(dependencies, caseId)
	await partPeople(dependencies, state, demand)
	await eraseCustomerData(dependencies, state, { reason: 'demanded', by: demand.by })
	const named = await eraseNamed(dependencies, caseId, job.after ?? 0, mayGoOn)
	const rest = { caseId, after: named.after }
	if (named.step === 'continued') return goOn(dependencies, rest)
	const addresses = await dependencies.eraser.addressesOf(state.contacts)
	if ((await eraseAsides(dependencies, addresses, mayGoOn)) === 'continued') return goOn(dependencies, rest)
	const mail = await mailPersonOf(
		dependencies,
		state.requests.map((request) => request.id),
	)
	const userIds = [...new Set(addresses.map(({ userId }) => userId))]
	const mayWithhold = addMilliseconds(demand.at, WITHHELD_AT_MOST) > dependencies.clock.now()
	const kept = await eraseKept(dependencies, job, { userIds, mail, mayWithhold }, mayGoOn)
	if (kept.isWithheld) return goOn(dependencies, rest, WITHHELD_SECONDS)
	if (kept.stoppedAfter !== undefined) return goOn(dependencies, { ...rest, afterBody: kept.stoppedAfter })
	for (const contact of state.contacts) await dependencies.eraser.forget(contact, dependencies.clock.now())
	await end(dependencies, job, demand, named.after)
	return 'erased'
}

const goOn = async (
	{ again, log }: ErasePersonDependencies,
	rest: ErasureJob,
	delaySeconds?: number,
): Promise<'continued'> => {
	await again.send(rest, { delaySeconds })
	log.info('ERASURE_CONTINUED', { caseId: rest.caseId, version: rest.after })
	return 'continued'
}
