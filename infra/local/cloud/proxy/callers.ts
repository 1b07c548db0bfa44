import type { System } from '../model/system.ts'
import { accessKeyIdOf, OPERATOR_KEY } from './aws-call.ts'
import { type AccessDecision, createEvaluate } from './evaluate.ts'
import type { Access } from './services/access.ts'

/** Who makes a request, known by the access key. */
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

/** All callers by access key id: each function with its role, and the runner's operator who may do everything. */
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

/** Access key id and service of the credential scope in an Authorization header of Signature Version 4. */
export const readCredential = (
	header: string | undefined,
): { readonly keyId: string; readonly scope: string } | undefined => {
	const match = CREDENTIAL.exec(header ?? '')
	return match === null ? undefined : { keyId: match[1] ?? '', scope: match[2] ?? '' }
}
