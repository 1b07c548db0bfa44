import type { SignedCall } from './signed-call.ts'

/** AWS's target prefix and JSON version of each service. */
const PROTOCOLS = {
	sqs: { target: 'AmazonSQS', version: '1.0' },
	ssm: { target: 'AmazonSSM', version: '1.1' },
	secretsmanager: { target: 'secretsmanager', version: '1.1' },
	'cognito-idp': { target: 'AWSCognitoIdentityProviderService', version: '1.1' },
} as const

/** Calls an action of a JSON service, e.g. `SendMessage`. Returns the parsed answer. Throws AwsError. */
export const callJson = async (
	call: SignedCall,
	service: keyof typeof PROTOCOLS,
	action: string,
	input: object,
): Promise<unknown> => {
	const { target, version } = PROTOCOLS[service]
	const answer = await call({
		service,
		method: 'POST',
		path: '/',
		headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': `${target}.${action}` },
		body: JSON.stringify(input),
	})
	return answer.length === 0 ? {} : JSON.parse(answer.toString('utf8'))
}
