import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { type SignedRequest, signedRequestIn } from '#shared/channels/meta/signed-request.ts'
import type { Clock, Instant } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { recordRefusal } from '#shared/kernel/record-refusal.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import { type Deletion, deletionCode, reopened } from './deletion.ts'
import type { DeletionStore } from './deletion-store.ts'
import type { ErasureJob } from './erasure-job.ts'
import { type AppSecrets, readSigned } from './signed-by-meta.ts'

type TakeDependencies = {
	readonly deletions: Pick<DeletionStore, 'find' | 'put'>
	readonly erasures: Queue<ErasureJob>
	readonly identityKey: string
	readonly clock: Clock
	readonly log: Log
}

type Asked = SignedRequest & { readonly signedRequest: string }

/**
 * Returns the next state of a request, with the proof for the erasure to look at; undefined where it stays. While it is
 * open its 24 hours go on; after its end only a newer word of the person begins it anew.
 */
const after = (
	known: Deletion | undefined,
	code: string,
	{ issuedAt, signedRequest }: Asked,
	now: Instant,
): Deletion | undefined => {
	if (known === undefined)
		return { code, receivedAt: now, askedAt: now, state: 'inWork', cases: [], signedRequest, revision: 0 }
	if (known.state !== 'finished') return { ...known, signedRequest }
	return issuedAt > (known.finishedAt ?? '') ? reopened(known, signedRequest, now) : undefined
}

/**
 * Records a person's deletion request with what Meta signed; the code is the same for each of their requests. Queues the
 * look at it. Records first: jobs that are lost after it are queued by `tendDeletions`.
 */
const takeDeletion = async (
	{ deletions, erasures, identityKey, clock, log }: TakeDependencies,
	asked: Asked,
): Promise<{ readonly code: string }> => {
	const code = deletionCode(identityKey, asked.userId)
	return retryOnConflict('deletionContended', async () => {
		const next = after(await deletions.find(code), code, asked, clock.now())
		if (next !== undefined && !(await deletions.put(next))) return undefined
		if (next !== undefined) await erasures.send({ deletion: code })
		log.info('DELETION_RECEIVED', { outcome: next?.state ?? 'repeated' })
		return { code }
	})
}

export type CallbackEvent = Pick<APIGatewayProxyEventV2, 'rawPath' | 'body' | 'isBase64Encoded'>

export type CallbackDependencies = Omit<TakeDependencies, 'identityKey'> & {
	readonly appSecrets: AppSecrets
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
	const signedRequest = signedRequestIn(body)
	const request = await readSigned(dependencies.appSecrets, signedRequest)
	if (request === undefined) {
		recordRefusal(log, 'signedRequest', { network: 'facebook', reason: 'signedRequest' })
		return answer(401)
	}
	if (event.rawPath.endsWith('/deauthorize')) return noteDeauthorization(dependencies)
	const identityKey = await dependencies.identityKey()
	const { code } = await takeDeletion({ ...dependencies, identityKey }, { ...request, signedRequest })
	return answer(200, { url: `${dataOrigin}/data/deletion/${code}`, confirmation_code: code })
}
