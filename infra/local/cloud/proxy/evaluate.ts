import type { IamRole, Statement } from '../model/system.ts'
import type { Access } from './services/access.ts'

export type AccessDecision = 'allowed' | 'not-allowed' | 'denied'

/** Whether a role allows an access: an explicit Deny wins over any Allow. */
export type Evaluate = (access: Access) => AccessDecision

const matcher = (pattern: string): ((resource: string) => boolean) => {
	if (pattern === '*') return () => true
	if (!pattern.includes('*')) return (resource) => resource === pattern
	const parts = pattern.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
	const expression = new RegExp(`^${parts.join('.*')}$`, 's')
	return (resource) => expression.test(resource)
}

/** `StringEquals` needs the key; `ForAllValues:` holds for every value the request gives, so without any too (IAM, "Set operators"). */
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

/** Makes a role's statements ready to be asked often. */
export const createEvaluate = (role: IamRole): Evaluate => {
	const statements = role.statements.map(compile)
	const denials = statements.filter(({ effect }) => effect === 'Deny')
	const allowances = statements.filter(({ effect }) => effect === 'Allow')
	return (access) => {
		if (denials.some(({ applies }) => applies(access))) return 'denied'
		return allowances.some(({ applies }) => applies(access)) ? 'allowed' : 'not-allowed'
	}
}
