import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { type Clock, startStopwatch } from '#shared/kernel/clock.ts'
import { newEnvelopeId, type Random } from '#shared/kernel/id.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { WebhookSource } from '../channel.ts'
import type { Deliver } from './delivery.ts'
import type { SecretCache } from './secret.ts'

export type HttpEvent = Pick<APIGatewayProxyEventV2, 'rawQueryString' | 'headers' | 'body' | 'isBase64Encoded'> & {
	readonly requestContext: { readonly http: { readonly method: string } }
}
export type WebhookResponse = APIGatewayProxyStructuredResultV2

export type ChallengeAnswer =
	| { readonly outcome: 'answered'; readonly contentType: string; readonly body: string }
	| { readonly outcome: 'refused'; readonly status: 400 | 403; readonly reason: string }

/** The verification rules of one network. Pure functions. */
export type WebhookVerification<Secret> = {
	readonly source: WebhookSource
	/** Lower case, as HTTP APIs pass header names. */
	readonly signatureHeader: string
	readonly isSigned: (header: string, body: Uint8Array, secret: Secret) => boolean
	/** Whether its challenge would sign these bytes for whoever asks: no delivery may have that shape. */
	readonly signsForAnybody: (body: Uint8Array) => boolean
	/** `query` is decoded once, from the raw query string. */
	readonly answerChallenge: (query: URLSearchParams, secret: Secret) => ChallengeAnswer
}

export type WebhookDependencies<Secret> = {
	readonly secrets: SecretCache<Secret>
	readonly deliver: Deliver
	readonly clock: Clock
	readonly random: Random
	readonly log: Log
}

const MAX_BODY_BYTES = 4 * 1024 * 1024

const isWhiteSpace = (byte: number | undefined): boolean =>
	byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d)

/** Tells whether bytes have the outline of a JSON object; whether it is one is seen when it is read. */
const looksLikeObject = (body: Uint8Array): boolean => {
	let [start, end] = [0, body.length - 1]
	while (isWhiteSpace(body[start])) start += 1
	while (isWhiteSpace(body[end])) end -= 1
	return start < end && body[start] === 0x7b && body[end] === 0x7d
}

const answer = (statusCode: number, headers: Record<string, string> = {}, body = ''): WebhookResponse => ({
	statusCode,
	headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers },
	body,
})

/**
 * Returns the webhook of a network: GET answers its challenge, POST takes a signed delivery. Verifies the raw bytes, queues
 * them, and only then answers 200 (NETWORKS.md 1.4). Answers 401 for a missing, doubled or wrong signature and for whatever
 * its own challenge would sign, 400 for what is no JSON object, 413 over 4 MiB, 500 without a usable secret and 503 when the queue did not take it, so that the network repeats it.
 */
export const createWebhookHandler = <Secret>(
	rules: WebhookVerification<Secret>,
	dependencies: WebhookDependencies<Secret>,
) => {
	const { secrets, deliver, clock, random, log } = dependencies
	const network = rules.source

	const fail = (status: 500 | 503, code: 'SECRET_MISSING' | 'QUEUE_REFUSED', reason: string): WebhookResponse => {
		log.warn(code, { network, reason })
		log.count('IntakeFailed')
		return answer(status)
	}

	const challenge = async (event: HttpEvent): Promise<WebhookResponse> => {
		const current = await secrets.current()
		if (!current.ok) return fail(500, 'SECRET_MISSING', current.reason)
		const result = rules.answerChallenge(new URLSearchParams(event.rawQueryString), current.secret)
		if (result.outcome === 'answered') {
			log.info('CHALLENGE_ANSWERED', { network })
			return answer(200, { 'content-type': result.contentType }, result.body)
		}
		log.warn('CHALLENGE_REFUSED', { network, reason: result.reason })
		log.count('ChallengeRefused')
		return answer(result.status)
	}

	const refuse = (reason: 'missing' | 'doubled' | 'wrong' | 'replayed'): WebhookResponse => {
		log.warn('SIGNATURE_REFUSED', { network, reason })
		log.count('SignatureRefused')
		return answer(401)
	}

	const isGenuine = async (header: string, body: Uint8Array, secret: Secret): Promise<boolean> => {
		if (rules.isSigned(header, body, secret)) return true
		// The secret may have been rotated a moment ago, and a 401 to a genuine delivery can cost us the subscription.
		const renewed = await secrets.renewed()
		return renewed.ok && rules.isSigned(header, body, renewed.secret)
	}

	const receive = async (event: HttpEvent): Promise<WebhookResponse> => {
		const elapsed = startStopwatch()
		const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8')
		if (body.length > MAX_BODY_BYTES) {
			log.warn('DELIVERY_TOO_LARGE', { network, bytes: body.length })
			return answer(413)
		}
		if (rules.signsForAnybody(body)) {
			log.count('ChallengeReplayed')
			return refuse('replayed')
		}
		const header = event.headers[rules.signatureHeader]
		if (!header) return refuse('missing')
		// HTTP APIs join a header that came twice: two signatures would be two guesses.
		if (header.includes(',')) return refuse('doubled')
		const current = await secrets.current()
		if (!current.ok) return fail(500, 'SECRET_MISSING', current.reason)
		if (!(await isGenuine(header, body, current.secret))) return refuse('wrong')
		if (!looksLikeObject(body)) {
			log.warn('DELIVERY_NO_OBJECT', { network, bytes: body.length })
			log.count('DeliveryNoObject')
			return answer(400)
		}
		const receivedAt = clock.now()
		const envelope = newEnvelopeId(receivedAt, random)
		const delivered = await deliver({ envelope, network, receivedAt }, body)
		if (!delivered.ok) return fail(503, 'QUEUE_REFUSED', delivered.reason)
		log.info('DELIVERY_QUEUED', { network, envelope, bytes: body.length, durationMs: elapsed() })
		log.count('DeliveriesSent')
		return answer(200)
	}

	return async (event: HttpEvent): Promise<WebhookResponse> => {
		const { method } = event.requestContext.http
		if (method === 'POST') return receive(event)
		return method === 'GET' ? challenge(event) : answer(405, { allow: 'GET, POST' })
	}
}
