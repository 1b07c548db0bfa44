import type { IamRole, Statement, System } from '../model/system.ts'
import { accessKeyIdOf, OPERATOR_KEY } from './aws-call.ts'
import type { Access } from './services/access.ts'

type AccessDecision = 'allowed' | 'not-allowed' | 'denied'

/** Whether a role allows an access: an explicit Deny wins over any Allow. */
type Evaluate = (access: Access) => AccessDecision

const matcher = (pattern: string): ((resource: string) => boolean) => {
	if (pattern === '*') return () => true
	if (!pattern.includes('*')) return (resource) => resource === pattern
	const parts = pattern.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
	const expression = new RegExp(`^${parts.join('.*')}$`, 's')
	return (resource) => expression.test(resource)
}

/**
 * Tests a condition. `StringEquals` needs the key; `ForAllValues:` holds for every value given, so without any too (IAM,
 * "Set operators").
 */
const conditionHolds = (operator: string, allowed: readonly string[], given: readonly string[] | undefined): boolean =>
	operator.startsWith('ForAllValues:')
		? (given ?? []).every((value) => allowed.includes(value))
		: (given ?? []).some((value) => allowed.includes(value))

const compile = (statement: Statement): { effect: Statement['effect']; applies: (access: Access) => boolean } => {
	const actions = new Set(statement.actions.map((action) => action.toLowerCase()))
	const resources = statement.resources.map(matcher)
	const conditions = Object.entries(statement.conditions).flatMap(([operator, keys]) =>
		Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
	)
	return {
		effect: statement.effect,
		applies: ({ action, resource, context }) =>
			actions.has(action.toLowerCase()) &&
			resources.some((matches) => matches(resource)) &&
			conditions.every(({ operator, key, values }) => conditionHolds(operator, values, context[key])),
	}
}

/** Compiles a role's statements for repeated evaluation. */
export const createEvaluate = (role: IamRole): Evaluate => {
	const statements = role.statements.map(compile)
	const denials = statements.filter(({ effect }) => effect === 'Deny')
	const allowances = statements.filter(({ effect }) => effect === 'Allow')
	return (access) => {
		if (denials.some(({ applies }) => applies(access))) return 'denied'
		return allowances.some(({ applies }) => applies(access)) ? 'allowed' : 'not-allowed'
	}
}

/** The caller of a request, identified by the access key. */
export type Caller = {
	/** Logical id and label of the function; the operator has none. */
	readonly functionNames: readonly string[]
	/** Logical id of the role. */
	readonly role: string
	/** As AWS names it in refusals. */
	readonly arn: string
	readonly evaluate: (access: Access) => AccessDecision
}

const operator: Caller = {
	functionNames: [],
	role: 'operator',
	arn: 'arn:aws:iam::000000000000:user/operator',
	evaluate: () => 'allowed',
}

/** Returns all callers by access key id: each function with its role, and the operator, who may do everything. */
export const createCallers = (system: Pick<System, 'functions' | 'roles'>): ReadonlyMap<string, Caller> => {
	const callers = new Map<string, Caller>([[OPERATOR_KEY, operator]])
	for (const { name, label, role } of system.functions) {
		const definition = system.roles[role]
		if (definition === undefined) throw new Error(`The role ${role} of ${name} is not in the template`)
		callers.set(accessKeyIdOf(name), {
			functionNames: [name, label],
			role,
			arn: `arn:aws:sts::000000000000:assumed-role/${definition.name}/${name}`,
			evaluate: createEvaluate(definition),
		})
	}
	return callers
}

const CREDENTIAL = /Credential=([^/,\s]+)\/[^/]*\/[^/]*\/([^/]+)\/aws4_request/

/** Returns access key id and service of the credential scope in an Authorization header of Signature Version 4. */
export const readCredential = (
	header: string | undefined,
): { readonly keyId: string; readonly scope: string } | undefined => {
	const match = CREDENTIAL.exec(header ?? '')
	return match === null ? undefined : { keyId: match[1] ?? '', scope: match[2] ?? '' }
}

export type UsedAction = { readonly action: string; readonly resource: string }

/** The rights that were asked for, by role: used ones for the test "granted = used", refused ones to find what is missing. */
type ActionRecord = {
	readonly note: (role: string, access: Access) => void
	readonly byRole: () => Readonly<Record<string, readonly UsedAction[]>>
}

export const createActionRecord = (): ActionRecord => {
	const noted = new Map<string, Map<string, UsedAction>>()
	return {
		note: (role, { action, resource }) => {
			const ofRole = noted.get(role) ?? new Map<string, UsedAction>()
			noted.set(role, ofRole)
			// By prefix, because an entry for each key of an object would grow without end.
			const kept = resource.startsWith('arn:aws:s3:::') ? resource.replace(/\/([^/]+\/)?.*$/, '/$1*') : resource
			const key = `${action} ${kept}`
			if (!ofRole.has(key)) ofRole.set(key, { action, resource: kept })
		},
		byRole: () => Object.fromEntries([...noted].map(([role, actions]) => [role, [...actions.values()]])),
	}
}
