import * as z from 'zod'
import { caseViewSchema, unreadableCaseSchema } from '#shared/desk/case-view-schema.ts'
import { timelineEntrySchema } from '#shared/desk/timeline-schema.ts'
import { caseAnswerSchema, problemSchema } from './answer-schemas.ts'
import type { Contract } from './route.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** The names under which a contract's schemas stand among the components. */
export const bodyName = ({ operation }: Contract): string => `${capital(operation)}Body`
const answerName = ({ operation }: Contract): string => `${capital(operation)}Answer`
export const reference = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

/** OpenAPI names a schema by its place; the marks of a document of its own are taken off. */
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

/** Answers by name; the one that all commands share is named for itself. */
const namesOf = (contracts: readonly Contract[]): ReadonlyMap<() => z.ZodType, string> =>
	new Map([
		...contracts.map((contract): [() => z.ZodType, string] => [contract.success.schema, answerName(contract)]),
		[caseAnswerSchema, 'CaseAnswer'],
	])

/** All component schemas, from the very schemas that check and type what they describe. */
export const componentSchemas = (contracts: readonly Contract[]): Record<string, JsonSchema> => {
	const bodies = contracts.flatMap((contract) =>
		contract.method === 'POST' && contract.body !== undefined ? [[bodyName(contract), contract.body] as const] : [],
	)
	const named = [...namesOf(contracts)].map(([schema, name]) => [name, schema()] as const)
	const shared = {
		Case: caseViewSchema(),
		UnreadableCase: unreadableCaseSchema(),
		TimelineEntry: timelineEntrySchema(),
		Problem: problemSchema(),
	}
	return {
		...render({ ...shared, ...Object.fromEntries(named) }, 'output'),
		...render(Object.fromEntries(bodies), 'input'),
	}
}

/** The name of the component that describes a contract's answer: contracts with one schema share it. */
export const answerNames = (contracts: readonly Contract[]): ((contract: Contract) => string) => {
	const names = namesOf(contracts)
	return (contract) => names.get(contract.success.schema) ?? answerName(contract)
}

/** The parameters of a query, one by one. */
export const queryParameters = ({ query }: Contract): readonly JsonSchema[] => {
	if (query === undefined) return []
	const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input' })
	return Object.entries(properties).map(([name, schema]) => ({
		name,
		in: 'query',
		required: required.includes(name),
		schema,
	}))
}
