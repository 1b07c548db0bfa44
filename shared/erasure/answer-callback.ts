import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { readSignedRequest, type SignedRequest } from '#shared/channels/meta/signed-request.ts'
import { type TakeDependencies, takeDeletion } from './take-deletion.ts'

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
