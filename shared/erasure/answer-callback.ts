import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { CaseId } from '#shared/cases/keys.ts'
import type { ContactStore } from '#shared/cases/ports.ts'
import type { OwnAccount } from '#shared/channels/channel.ts'
import { readSignedRequest, type SignedRequest } from '#shared/channels/meta/signed-request.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
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
 * Cases of whoever has this id with us. Meta gives an app-scoped id here and page-scoped ones in messages (NETWORKS.md
 * 3.7), so that mostly nobody is found, and a person must look; never are both taken to be one without a match.
 */
const casesOf = async (dependencies: TakeDependencies, userId: string): Promise<readonly CaseId[]> => {
	const people = await Promise.all(
		(['facebook', 'instagram'] as const).map((network) => contactsOfUser(dependencies, { network, userId })),
	)
	return [...new Set(people.flat().flatMap(({ cases }) => cases))]
}

/** What a request comes to: as it stood, unless somebody is known now, or they ask again after it ended. */
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

const ATTEMPTS = 5

/**
 * Takes a person's request by Meta's callback: the same code for each of their requests. Who is found among our contacts
 * is erased; for who is not, a person is called. On record before anything is queued; what is lost then, `tendDeletions` queues.
 */
const takeDeletion = async (
	dependencies: TakeDependencies,
	{ userId, issuedAt }: SignedRequest,
): Promise<{ readonly code: string }> => {
	const { deletions, erasures, identityKey, clock, log } = dependencies
	const code = deletionCode(identityKey, userId)
	for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
		const cases = await casesOf(dependencies, userId)
		const next = after(await deletions.find(code), code, cases, issuedAt, clock.now())
		if (next !== undefined && !(await deletions.put(next))) continue
		if (next?.state === 'inWork') for (const caseId of cases) await erasures.send({ caseId, demand: 'network' })
		if (next?.state === 'byHand') log.count('DeletionsByHand')
		log.info('DELETION_RECEIVED', { outcome: next?.state ?? 'repeated', count: cases.length })
		return { code }
	}
	throw new RetryLaterError('deletionContended')
}

export type CallbackEvent = Pick<APIGatewayProxyEventV2, 'rawPath' | 'body' | 'isBase64Encoded'>

export type CallbackDependencies = Omit<TakeDependencies, 'identityKey'> & {
	/** The app's secrets as they are known, or read again. */
	readonly appSecrets: (isRenewed: boolean) => Promise<readonly string[]>
	readonly identityKey: () => Promise<string>
	/** Where the customers' pages are, e.g. `https://daten.example`. */
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

/** The secret may just have been rotated: a request of Meta's must not be lost for that. */
const readRequest = async (
	{ appSecrets }: CallbackDependencies,
	body: Uint8Array,
): Promise<SignedRequest | undefined> =>
	readSignedRequest(body, await appSecrets(false)) ?? readSignedRequest(body, await appSecrets(true))

/**
 * Somebody took our app out of their settings. No token of theirs is kept here; those of our pages' people may be dead
 * from now on, so those on call are told.
 */
const noteDeauthorization = ({ log }: CallbackDependencies): APIGatewayProxyStructuredResultV2 => {
	log.warn('DEAUTHORIZED', { network: 'facebook', reason: 'deauthorized' })
	log.count('AccessAtRisk')
	return answer(200)
}

/**
 * Meta's two callbacks about a person (NETWORKS.md 3.7), over the raw bytes: 400 for a body without `signed_request`, 401
 * for one that is not signed by Meta, 413 over 64 KiB. A deletion answers exactly `{url, confirmation_code}`, the same for
 * every repeat. Throws when it could not be put on record; Meta shows that to the person.
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
