import { createHash } from 'node:crypto'
import { LOCAL_ACCOUNT, LOCAL_REGION } from './system.ts'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * Returns a name of at most `maximum` characters that is the same at every start, so that the data of the last run are found
 * again.
 */
export const physicalName = (stack: string, logicalId: string, maximum = 80): string => {
	const name = `${stack}-${logicalId}`
	return name.length <= maximum ? name : `${name.slice(0, maximum - 9)}-${digest(name).slice(0, 8)}`
}

/** Returns a stable id in the form of a UUID, where AWS uses one. */
export const physicalUuid = (stack: string, logicalId: string): string => {
	const hex = digest(`${stack}/${logicalId}`)
	return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
		'-',
	)
}

/** Returns a stable id of ten lower-case characters, like an HTTP API's. */
export const physicalShortId = (stack: string, logicalId: string): string =>
	digest(`${stack}/${logicalId}`).slice(0, 10)

/** Returns an ARN of the local account and region. */
export const localArn = (service: string, resource: string): string =>
	`arn:aws:${service}:${LOCAL_REGION}:${LOCAL_ACCOUNT}:${resource}`

/** Returns the ARN of a secret. Secrets Manager ends each with six random characters; here they are derived from the name. */
export const secretArn = (name: string): string =>
	localArn('secretsmanager', `secret:${name}-${digest(name).slice(0, 6)}`)

/**
 * Returns the ARN of a table's one stream. dynoxide's label is known only after the table was made, so the proxy maps this
 * one to it.
 */
export const streamArn = (tableName: string): string => localArn('dynamodb', `table/${tableName}/stream/local`)

/** Returns the address of a queue as AWS would give it. */
export const queueUrl = (name: string): string => `https://sqs.${LOCAL_REGION}.amazonaws.com/${LOCAL_ACCOUNT}/${name}`
