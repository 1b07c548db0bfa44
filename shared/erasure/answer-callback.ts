import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { CaseId } from '#shared/cases/keys.ts'
import type { ContactStore } from '#shared/cases/ports.ts'
import type { OwnAccount } from '#shared/channels/channel.ts'
import { readSignedRequest, type SignedRequest } from '#shared/channels/meta/signed-request.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import { type Deletion, deletionCode, reopened } from './deletion.ts'
import type { DeletionStore } from './deletion-store.ts'
import { contactsOfUser } from './demand-erasure.ts'
import type { ErasureJob } from './erasure-job.ts'

export type TakeDependencies = {
	readonly contacts: Pick<ContactStore, 'find'>
	readonly own: readonly Pick<OwnAccount, 'network' | 'id'>[]
	readonly deletions: DeletionStore
	readonly erasures: Queue<ErasureJob>
	readonly identityKey: string
	readonly clock: Clock
	readonly log: Log
}

/**
 * Finds the cases of a person's id. Meta gives an app-scoped id here and page-scoped ones in messages (NETWORKS.md
 * 3.7), so mostly none is found and a person must look; two ids are never taken for one without a match.
 */
const casesOf = async (dependencies: TakeDependencies, userId: string): Promise<readonly CaseId[]> => {
	const people = await Promise.all(
		(['facebook', 'instagram'] as const).map((network) => contactsOfUser(dependencies, { network, userId })),
	)
	return [...new Set(people.flat().flatMap(({ cases }) => cases))]
}

/**
 * Returns the next state of a request; undefined where it stays. It changes where a case is newly found, or the person
 * asks again after its end.
 */
const after = (
	known: Deletion | undefined,
	code: string,
	cases: readonly CaseId[],
	askedAt: string,
	now: string,
): Deletion | undefined => {
	const state = cases.length > 0 ? 'inWork' : 'byHand'
	if (known === undefined) return { code, receivedAt: now, askedAt: now, state, cases: [...cases], revision: 0 }
	const isNewAsk = known.state === 'finished' && askedAt > (known.finishedAt ?? '')
	const isNewMatch = cases.some((id) => !known.cases.includes(id))
	if (isNewMatch) return reopened(known, 'inWork', [...new Set([...known.cases, ...cases])], now)
	return isNewAsk ? reopened(known, state, [...cases], now) : undefined
}

/**
 * Records a person's deletion request; the code is the same for each of their requests. Queues the erasure of cases
 * that were found, else alerts a person. Records first: jobs that are lost after it are queued by `tendDeletions`.
 */
const takeDeletion = async (
	dependencies: TakeDependencies,
	{ userId, issuedAt }: SignedRequest,
): Promise<{ readonly code: string }> => {
	const { deletions, erasures, identityKey, clock, log } = dependencies
	const code = deletionCode(identityKey, userId)
	return retryOnConflict('deletionContended', async () => {
		const cases = await casesOf(dependencies, userId)
		const next = after(await deletions.find(code), code, cases, issuedAt, clock.now())
		if (next !== undefined && !(await deletions.put(next))) return undefined
		if (next?.state === 'inWork') for (const caseId of cases) await erasures.send({ caseId, demand: 'network' })
		if (next?.state === 'byHand') log.count('DeletionsByHand')
		log.info('DELETION_RECEIVED', { outcome: next?.state ?? 'repeated', count: cases.length })
		return { code }
	})
}

export type CallbackEvent = Pick<APIGatewayProxyEventV2, 'rawPath' | 'body' | 'isBase64Encoded'>

export type CallbackDependencies = Omit<TakeDependencies, 'identityKey'> & {
	/** Returns the app's secrets: cached, or read again. */
	readonly appSecrets: (isRenewed: boolean) => Promise<readonly string[]>
	readonly identityKey: () => Promise<string>
	/** The origin of the customers' pages, e.g. `https://daten.example`. */
	readonly dataOrigin: string
}

const MAX_BODY_BYTES = 64 * 1024

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
const JSON_HEADERS = { ...HEADERS, 'content-type': 'application/json; charset=utf-8' }

const answer = (statusCode: number, body?: object): APIGatewayProxyStructuredResultV2 => ({
	statusCode,
	headers: body === undefined ? HEADERS : JSON_HEADERS,
	body: body === undefined ? '' : JSON.stringify(body),
})

/** Reads a signed request; tries again with fresh secrets, as they may just have been rotated. */
const readRequest = async (
	{ appSecrets }: CallbackDependencies,
	body: Uint8Array,
): Promise<SignedRequest | undefined> =>
	readSignedRequest(body, await appSecrets(false)) ?? readSignedRequest(body, await appSecrets(true))

/**
 * Reports that a person removed our app. Their tokens are not stored here, but those of our pages' staff may be dead
 * now, so those on call are alerted.
 */
const noteDeauthorization = ({ log }: CallbackDependencies): APIGatewayProxyStructuredResultV2 => {
	log.warn('DEAUTHORIZED', { network: 'facebook', reason: 'deauthorized' })
	log.count('AccessAtRisk')
	return answer(200)
}

/**
 * Answers Meta's two callbacks about a person (NETWORKS.md 3.7), verified over the raw bytes: 400 for a body without
 * `signed_request`, 401 for one that Meta did not sign, 413 over 64 KiB. A deletion answers exactly `{url,
 * confirmation_code}`, the same at every repeat. Throws where it cannot be recorded; Meta shows that to the person.
 */
export const answerCallback = async (
	dependencies: CallbackDependencies,
	event: CallbackEvent,
): Promise<APIGatewayProxyStructuredResultV2> => {
	const { log, dataOrigin } = dependencies
	const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8')
	if (body.length > MAX_BODY_BYTES) return answer(413)
	if (!new URLSearchParams(body.toString('latin1')).has('signed_request')) return answer(400)
	const request = await readRequest(dependencies, body)
	if (request === undefined) {
		log.warn('SIGNATURE_REFUSED', { network: 'facebook', reason: 'signedRequest' })
		log.count('SignatureRefused')
		return answer(401)
	}
	if (event.rawPath.endsWith('/deauthorize')) return noteDeauthorization(dependencies)
	const identityKey = await dependencies.identityKey()
	const { code } = await takeDeletion({ ...dependencies, identityKey }, request)
	return answer(200, { url: `${dataOrigin}/data/deletion/${code}`, confirmation_code: code })
}
