import { z } from 'zod'
import type { IamRole, Statement } from '../model/system.ts'
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
	throw new Error(
		`${where}: ${what} is outside what the local proxy evaluates (infra/local/cloud/template/read-roles.ts)`,
	)
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
 * The roles by logical id with all their statements: inline ones and those of `AWS::IAM::Policy`. Refuses whatever the proxy
 * could not evaluate faithfully: managed policies, boundaries, wildcard actions, other condition operators and keys.
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
