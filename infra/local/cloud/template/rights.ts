import { z } from 'zod'
import type { IamRole, Statement, System } from '../model/system.ts'
import { createEvaluate } from '../proxy/rights.ts'
import { access } from '../proxy/services/access.ts'
import { functionNameIn } from './read-functions.ts'
import type { Resource } from './resources.ts'

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())])

/** Strict: NotAction, NotResource and Principal are outside the subset that the proxy evaluates. */
const statementSchema = z.strictObject({
	Sid: z.string().optional(),
	Effect: z.enum(['Allow', 'Deny']),
	Action: oneOrMore,
	Resource: oneOrMore,
	Condition: z.record(z.string(), z.record(z.string(), oneOrMore)).default({}),
})
const documentSchema = z.object({ Statement: z.array(z.unknown()) })
const policySchema = z.object({ PolicyDocument: documentSchema, Roles: z.array(z.string()).default([]) })
const roleSchema = z.object({
	ManagedPolicyArns: z.array(z.string()).default([]),
	PermissionsBoundary: z.undefined().optional(),
	Policies: z.array(policySchema).default([]),
})

const OPERATORS = new Set(['StringEquals', 'ForAllValues:StringEquals'])
const CONDITION_KEYS = /^(kms:EncryptionContext:[^/]+|kms:EncryptionContextKeys|ses:FromAddress)$/

const refuse = (where: string, what: string): never => {
	throw new Error(`${where}: ${what} is outside what the local proxy evaluates (infra/local/cloud/template/rights.ts)`)
}

const toStatement = (where: string, value: unknown): Statement => {
	const parsed = statementSchema.safeParse(value)
	if (!parsed.success)
		return refuse(where, `a statement (${parsed.error.issues.map((issue) => issue.message).join('; ')})`)
	const { Effect, Action, Resource, Condition } = parsed.data
	for (const action of Action) if (/[*?]/.test(action)) refuse(where, `the action pattern ${action}`)
	for (const resource of Resource) if (/[?]|\$\{/.test(resource)) refuse(where, `the resource pattern ${resource}`)
	for (const [operator, keys] of Object.entries(Condition)) {
		if (!OPERATORS.has(operator)) refuse(where, `the condition operator ${operator}`)
		for (const key of Object.keys(keys)) if (!CONDITION_KEYS.test(key)) refuse(where, `the condition key ${key}`)
	}
	return { effect: Effect, actions: Action, resources: Resource, conditions: Condition }
}

const statementsOf = (where: string, document: z.infer<typeof documentSchema>): Statement[] =>
	document.Statement.map((statement) => toStatement(where, statement))

/**
 * Returns the roles by logical id with all their statements: inline ones and those of `AWS::IAM::Policy`. Refuses what the
 * proxy could not evaluate faithfully: managed policies, boundaries, wildcard actions, other condition operators and keys.
 */
export const readRoles = (resources: readonly Resource[]): Readonly<Record<string, IamRole>> => {
	const attached = resources
		.filter((resource) => resource.type === 'AWS::IAM::Policy')
		.map((resource) => ({ logicalId: resource.logicalId, policy: policySchema.parse(resource.properties) }))
	const roles = resources.filter((resource) => resource.type === 'AWS::IAM::Role')
	return Object.fromEntries(
		roles.map(({ logicalId, ref, properties }) => {
			const role = roleSchema.safeParse(properties)
			if (!role.success) return refuse(logicalId, 'a permissions boundary')
			if (role.data.ManagedPolicyArns.length > 0)
				return refuse(logicalId, `a managed policy (${role.data.ManagedPolicyArns})`)
			const inline = role.data.Policies.flatMap((policy) => statementsOf(logicalId, policy.PolicyDocument))
			const others = attached
				.filter(({ policy }) => policy.Roles.includes(ref))
				.flatMap((entry) => statementsOf(entry.logicalId, entry.policy.PolicyDocument))
			return [logicalId, { name: ref, statements: [...inline, ...others] }]
		}),
	)
}

const permissionSchema = z.object({
	FunctionName: z.string().transform(functionNameIn),
	Principal: z.string(),
	SourceArn: z.string().default('*'),
})

const QUEUE_RIGHTS = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']
const STREAM_RIGHTS = ['GetRecords', 'GetShardIterator', 'DescribeStream', 'ListStreams'].map(
	(name) => `dynamodb:${name}`,
)

/**
 * Returns the routes and rules whose function lacks the permission to be called: in AWS each call would be a 500, or be
 * lost.
 */
const uncallable = (resources: readonly Resource[], system: System): string[] => {
	const permissions = resources
		.filter(({ type }) => type === 'AWS::Lambda::Permission')
		.map(({ properties }) => permissionSchema.parse(properties))
	const mayCall = (principal: string, source: string, name: string): boolean =>
		permissions.some(
			({ Principal, SourceArn, FunctionName }) =>
				Principal === principal && FunctionName === name && (SourceArn === '*' || SourceArn.includes(source)),
		)
	const idOf = (name: string): string => resources.find(({ logicalId }) => logicalId === name)?.ref ?? name
	const routes = system.httpApis.flatMap((api) =>
		api.routes
			.filter((route) => !mayCall('apigateway.amazonaws.com', `:${idOf(api.name)}/`, route.function))
			.map((route) => `the route ${route.method} ${route.path} may not call ${route.function}`),
	)
	const isRule = (name: string): boolean =>
		resources.some(({ logicalId, type }) => logicalId === name && type === 'AWS::Events::Rule')
	const rules = system.schedules
		.filter(({ name }) => isRule(name))
		.filter((rule) => !mayCall('events.amazonaws.com', `/${idOf(rule.name)}`, rule.function))
		.map((rule) => `the rule ${rule.name} may not call ${rule.function}`)
	return [...routes, ...rules]
}

/** Returns the mappings that AWS would refuse to create, because the function's role may not read their source. */
const unreadable = (system: System): string[] => {
	const missing = (functionName: string, actions: readonly string[], resource: string): string[] => {
		const role = system.roles[system.functions.find(({ name }) => name === functionName)?.role ?? '']
		const evaluate = role === undefined ? () => 'not-allowed' : createEvaluate(role)
		return actions
			.filter((action) => evaluate(access(action, resource)) !== 'allowed')
			.map((action) => `${functionName} may not ${action} on its event source`)
	}
	return [
		...system.queueMappings.flatMap((mapping) => missing(mapping.function, QUEUE_RIGHTS, mapping.queueArn)),
		...system.streamMappings.flatMap((mapping) => {
			const stream = system.tables.find(({ name }) => name === mapping.tableName)?.streamArn ?? ''
			const { failureQueueArn } = mapping
			const failures =
				failureQueueArn === undefined ? [] : missing(mapping.function, ['sqs:SendMessage'], failureQueueArn)
			return [...missing(mapping.function, STREAM_RIGHTS, stream), ...failures]
		}),
	]
}

/** Throws when a route, rule or mapping of the template could never call its function in AWS, although it could here. */
export const checkInvocations = (resources: readonly Resource[], system: System): void => {
	const problems = [...uncallable(resources, system), ...unreadable(system)]
	if (problems.length > 0) throw new Error(`The template would not work in AWS: ${problems.join('; ')}`)
}
