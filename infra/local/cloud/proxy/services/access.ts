/** A right that a request needs. `context` has the condition keys for which the request gives values. */
export type Access = {
	/** E.g. `dynamodb:PutItem`. */
	readonly action: string
	readonly resource: string
	readonly context: Readonly<Record<string, readonly string[]>>
}

export const access = (action: string, resource: string, context: Access['context'] = {}): Access => ({
	action,
	resource,
	context,
})

/** A request as the services read it: the operation by AWS's name and, where it is JSON or a form, its input. */
export type Operation = {
	readonly service: ServiceName
	readonly name: string
	readonly input: unknown
}

export type ServiceName = 'dynamodb' | 'streams' | 'sqs' | 's3' | 'kms' | 'secretsmanager' | 'ssm' | 'ses' | 'sns'
