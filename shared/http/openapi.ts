import * as z from 'zod'
import { caseViewSchema, unreadableCaseSchema } from '#shared/desk/case-view-schema.ts'
import { timelineEntrySchema } from '#shared/desk/timeline-schema.ts'
import { SCOPES } from '#shared/kernel/env-names.ts'
import { caseAnswerSchema, problemSchema } from './answer-schemas.ts'
import { typeOf } from './problem.ts'
import { PROBLEMS, type ProblemCode } from './problems.ts'
import type { Contract } from './route.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** Returns the component name of a contract's body. */
const bodyName = ({ operation }: Contract): string => `${capital(operation)}Body`
const answerName = ({ operation }: Contract): string => `${capital(operation)}Answer`
const proposedName = ({ operation }: Pick<Contract, 'operation'>): string => `${capital(operation)}Proposed`
const reference = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

/** Removes `$schema` and `$id`, which a component must not have. */
const plain = (schema: JsonSchema): JsonSchema => {
	const { $schema: _, $id: __, ...rest } = schema
	return rest
}

const render = (schemas: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output'): Record<string, JsonSchema> => {
	const registry = z.registry<{ id: string }>()
	for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id })
	const rendered = z.toJSONSchema(registry, { io, uri: (id) => `#/components/schemas/${id}` })
	return Object.fromEntries(Object.entries(rendered.schemas).map(([name, schema]) => [name, plain({ ...schema })]))
}

/** Returns the names of response schemas; the shared one of all commands has its own. */
const namesOf = (contracts: readonly Contract[]): ReadonlyMap<() => z.ZodType, string> =>
	new Map([
		...contracts.map((contract): [() => z.ZodType, string] => [contract.success.schema, answerName(contract)]),
		...contracts.flatMap(({ operation, proposed }): [() => z.ZodType, string][] =>
			proposed === undefined ? [] : [[proposed.schema, proposedName({ operation })]],
		),
		[caseAnswerSchema, 'CaseAnswer'],
	])

/** Narrows a contract to one whose requests have a body. */
const takesBody = (contract: Contract): contract is Contract & { readonly body: () => z.ZodType } =>
	(contract.method === 'POST' || contract.method === 'PUT') && contract.body !== undefined

/** Renders all component schemas, from those that also check the requests. */
const componentSchemas = (contracts: readonly Contract[]): Record<string, JsonSchema> => {
	const bodies = contracts.flatMap((contract) =>
		takesBody(contract) ? [[bodyName(contract), contract.body()] as const] : [],
	)
	const named = [...namesOf(contracts)].map(([schema, name]) => [name, schema()] as const)
	const shared = {
		Case: caseViewSchema(),
		UnreadableCase: unreadableCaseSchema(),
		TimelineEntry: timelineEntrySchema(),
		Problem: problemSchema(),
		RefusedAtDoor: z.object({ message: z.enum(['Unauthorized', 'Forbidden']) }),
	}
	return {
		...render({ ...shared, ...Object.fromEntries(named) }, 'output'),
		...render(Object.fromEntries(bodies), 'input'),
	}
}

/** Returns the component name of a contract's response; contracts with one schema share it. */
const answerNames = (contracts: readonly Contract[]): ((contract: Contract) => string) => {
	const names = namesOf(contracts)
	return (contract) => names.get(contract.success.schema) ?? answerName(contract)
}

/** Renders the parameters of a query. */
const queryParameters = ({ query }: Contract): readonly JsonSchema[] => {
	if (query === undefined) return []
	const { properties = {}, required = [] } = z.toJSONSchema(query(), { io: 'input' })
	return Object.entries(properties).map(([name, schema]) => ({
		name,
		in: 'query',
		required: required.includes(name),
		schema,
	}))
}

const ON_ANY: readonly ProblemCode[] = ['try-later', 'internal']
const ON_PROTECTED: readonly ProblemCode[] = [
	'token-missing',
	'token-invalid',
	'role-missing',
	'token-revoked',
	'not-on-roster',
	'agent-retired',
	'role-forbidden',
	'query-invalid',
	'header-invalid',
]
const ON_WRITE: readonly ProblemCode[] = ['json-malformed', 'body-invalid', 'too-large', 'media-type-unsupported']

const codesOf = (contract: Contract): readonly ProblemCode[] => [
	...contract.problems,
	...(contract.roles === 'open' ? [] : ON_PROTECTED),
	...(contract.method === 'GET' ? [] : ON_WRITE),
	...ON_ANY,
]

/** The statuses by which the authorizer before the API refuses; it knows no problems. */
const OF_THE_DOOR: readonly number[] = [401, 403]

const problemResponses = (contract: Contract): JsonSchema => {
	const byStatus = Map.groupBy(new Set(codesOf(contract)), (code) => PROBLEMS[code].status)
	const problems = { 'application/problem+json': { schema: reference('Problem') } }
	const orOfTheDoor = { ...problems, 'application/json': { schema: reference('RefusedAtDoor') } }
	return Object.fromEntries(
		[...byStatus].map(([status, codes]) => [
			String(status),
			{
				description: codes.map((code) => `${PROBLEMS[code].title} (\`${typeOf(code)}\`)`).join('. '),
				content: contract.roles !== 'open' && OF_THE_DOOR.includes(status) ? orOfTheDoor : problems,
			},
		]),
	)
}

const RANGE: JsonSchema = {
	name: 'Range',
	in: 'header',
	required: false,
	description: 'One range of bytes; at most 4 MiB come at once.',
	schema: { type: 'string', pattern: '^bytes=\\d*-\\d*$' },
}

const IF_NONE_MATCH: JsonSchema = {
	name: 'If-None-Match',
	in: 'header',
	required: false,
	description: 'The `ETag` of an earlier answer to the same request.',
	schema: { type: 'string' },
}

/** Renders the answer to who has what they ask for; none where nothing tells. */
const unchangedResponse = ({ isConditional }: Contract): JsonSchema =>
	isConditional === true ? { 304: { description: 'Nothing is new since the answer with that `ETag`.' } } : {}

/** Schemas of path parameters other than our keys. */
const PATH_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
	index: { type: 'integer', minimum: 0 },
	code: { type: 'string', pattern: '^[0-9A-HJKMNP-TV-Z]{26}$' },
}

const parametersOf = (contract: Contract): readonly JsonSchema[] => [
	...[...contract.path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
		name,
		in: 'path',
		required: true,
		schema: PATH_SCHEMAS[name] ?? { type: 'string', pattern: '^[a-z]+_[0-9a-z_]+$' },
	})),
	...queryParameters(contract),
	...(contract.hasRanges === true ? [RANGE] : []),
	...(contract.isConditional === true ? [IF_NONE_MATCH] : []),
	...(contract.isIdempotent === true ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
]

/** Renders the request body; optional where all its members are. */
const requestBody = (contract: Contract): JsonSchema | undefined => {
	if (!takesBody(contract)) return undefined
	const required = !contract.body().safeParse({}).success
	return { required, content: { 'application/json': { schema: reference(bodyName(contract)) } } }
}

const contentOf = ({ success }: Contract, answerName: string): JsonSchema =>
	success.mediaTypes === undefined
		? { 'application/json': { schema: reference(answerName) } }
		: Object.fromEntries(success.mediaTypes.map((type) => [type, {}]))

/** Renders the response to who only proposes; none where nobody does. */
const proposedResponse = (contract: Contract): JsonSchema => {
	const { proposed } = contract
	if (proposed === undefined) return {}
	const content = { 'application/json': { schema: reference(proposedName(contract)) } }
	return { [proposed.status]: { description: proposed.description, content } }
}

const operationOf = (contract: Contract, answerName: string): JsonSchema => {
	const { operation, summary, tag, roles, success } = contract
	return {
		operationId: operation,
		summary,
		tags: [tag],
		security: roles === 'open' ? [] : undefined,
		description: roles === 'open' ? undefined : `Roles: ${roles.join(', ')}.`,
		parameters: parametersOf(contract),
		requestBody: requestBody(contract),
		responses: {
			[success.status]: {
				description: success.description,
				content: contentOf(contract, answerName),
			},
			...unchangedResponse(contract),
			...proposedResponse(contract),
			...problemResponses(contract),
		},
	}
}

const IDEMPOTENCY_KEY: JsonSchema = {
	name: 'Idempotency-Key',
	in: 'header',
	required: false,
	description: 'A repeat with the same key and body within 24 hours does nothing more and gets the same answer.',
	schema: { type: 'string', minLength: 1, maxLength: 128 },
}

/** Renders the OpenAPI 3.1 description of all routes from their contracts. */
export const openApi = (contracts: readonly Contract[]): Readonly<Record<string, unknown>> => {
	const answerName = answerNames(contracts)
	const byPath = Map.groupBy(contracts, ({ path }) => path.replace(/:(\w+)/g, '{$1}'))
	const paths = [...byPath].map(([path, ofPath]) => [
		path,
		Object.fromEntries(
			ofPath.map((contract) => [contract.method.toLowerCase(), operationOf(contract, answerName(contract))]),
		),
	])
	return {
		openapi: '3.1.0',
		info: {
			title: 'hilft',
			version: '1',
			summary: "The desk's API",
			description:
				'Instants are ISO 8601 in UTC. Errors are problems (RFC 9457) with a stable `type`; only a token that the door before the API does not let through is refused as `RefusedAtDoor`.',
		},
		servers: [{ url: '/' }],
		security: [{ bearer: [] }],
		paths: Object.fromEntries(paths),
		components: {
			securitySchemes: {
				bearer: {
					type: 'http',
					scheme: 'bearer',
					bearerFormat: 'JWT',
					description: `An access token of the stage's issuer with the scope \`${SCOPES.desk}\`.`,
				},
			},
			parameters: { IdempotencyKey: IDEMPOTENCY_KEY },
			schemas: componentSchemas(contracts),
		},
	}
}
