import { randomUUID } from 'node:crypto'
import type { Access, ServiceName } from './access.ts'

/** An error with AWS's text that the proxy itself answers, not yet in the form of a service. */
export class AwsRefusal extends Error {
	override readonly name = 'AwsRefusal'
	readonly code: string
	readonly status: number
	/** Further members of a JSON answer. */
	readonly details: Readonly<Record<string, unknown>>
	constructor(code: string, status: number, message: string, details: Readonly<Record<string, unknown>> = {}) {
		super(message)
		this.code = code
		this.status = status
		this.details = details
	}
}

export type RefusalResponse = {
	readonly status: number
	readonly headers: Readonly<Record<string, string>>
	readonly body: string
}

const escapeXml = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const JSON_NAMESPACE: Readonly<Partial<Record<ServiceName, string>>> = {
	dynamodb: 'com.amazonaws.dynamodb.v20120810#',
	streams: 'com.amazonaws.dynamodb.v20120810#',
	sqs: 'com.amazonaws.sqs#',
}

const xml = (service: 's3' | 'ses' | 'sns', { code, message }: AwsRefusal, requestId: string): string => {
	const error = `<Code>${code}</Code><Message>${escapeXml(message)}</Message>`
	const head = '<?xml version="1.0" encoding="UTF-8"?>'
	if (service === 's3') return `${head}<Error>${error}<RequestId>${requestId}</RequestId></Error>`
	const version = service === 'ses' ? 'ses.amazonaws.com/doc/2010-12-01/' : 'sns.amazonaws.com/doc/2010-03-31/'
	return `${head}<ErrorResponse xmlns="http://${version}"><Error><Type>Sender</Type>${error}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`
}

/** Renders the refusal as the service would send it: JSON 1.0 or 1.1, or XML. */
export const formOf = (service: ServiceName, refusal: AwsRefusal): RefusalResponse => {
	const requestId = randomUUID()
	if (service === 's3' || service === 'ses' || service === 'sns') {
		return {
			status: refusal.status,
			headers: { 'content-type': service === 's3' ? 'application/xml' : 'text/xml', 'x-amz-request-id': requestId },
			body: xml(service, refusal, requestId),
		}
	}
	const version = service === 'dynamodb' || service === 'streams' || service === 'sqs' ? '1.0' : '1.1'
	const type = `${JSON_NAMESPACE[service] ?? ''}${refusal.code}`
	return {
		status: refusal.status,
		headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': requestId },
		body: JSON.stringify({ __type: type, message: refusal.message, Message: refusal.message, ...refusal.details }),
	}
}

/** Returns the status of a missing right: 403 for the old query services and SQS, 400 for the JSON services. */
const deniedStatus = (service: ServiceName): number =>
	service === 'dynamodb' ||
	service === 'streams' ||
	service === 'kms' ||
	service === 'secretsmanager' ||
	service === 'ssm'
		? 400
		: 403

/** Returns AWS's own text for a missing right, which people search for: caller, action, resource and reason. */
export const accessDenied = (
	service: ServiceName,
	who: string,
	{ action, resource }: Access,
	isExplicit: boolean,
): AwsRefusal => {
	const because = isExplicit
		? 'with an explicit deny in an identity-based policy'
		: `because no identity-based policy allows the ${action} action`
	if (service === 'ses') {
		const text = `User \`${who}' is not authorized to perform \`${action}' on resource \`${resource}'`
		return new AwsRefusal('AccessDenied', 403, text)
	}
	const quoted = service === 's3' ? `"${resource}"` : resource
	const text = `User: ${who} is not authorized to perform: ${action} on resource: ${quoted} ${because}`
	const code = service === 's3' ? 'AccessDenied' : service === 'sns' ? 'AuthorizationError' : 'AccessDeniedException'
	return new AwsRefusal(code, deniedStatus(service), text)
}

/** Returns the refusal of a request without a key, or with one that belongs to no function of the template. */
export const unknownCaller = (service: ServiceName, hasKey: boolean): AwsRefusal => {
	if (!hasKey) {
		return new AwsRefusal(
			'MissingAuthenticationTokenException',
			service === 'dynamodb' ? 400 : 403,
			'Missing Authentication Token',
		)
	}
	const text = 'The security token included in the request is invalid.'
	if (service === 's3') return new AwsRefusal('InvalidAccessKeyId', 403, text)
	if (service === 'ses' || service === 'sns' || service === 'sqs')
		return new AwsRefusal('InvalidClientTokenId', 403, text)
	return new AwsRefusal('UnrecognizedClientException', 400, text)
}
