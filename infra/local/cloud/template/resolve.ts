import { z } from 'zod'
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../model/system.ts'
import { type Attributes, attributesOf, NAME_PROPERTIES } from './attributes.ts'
import type { Stack } from './read-assembly.ts'

/** Returns a value of a template with every intrinsic function replaced by its result. */
export type Resolver = (value: unknown) => unknown

const NO_VALUE = Symbol('AWS::NoValue')
const objectSchema = z.record(z.string(), z.unknown())
const attributeSchema = z.union([z.tuple([z.string(), z.string()]), z.string().transform((text) => text.split('.', 2))])

const PSEUDO: Readonly<Record<string, string | typeof NO_VALUE>> = {
	'AWS::AccountId': LOCAL_ACCOUNT,
	'AWS::Region': LOCAL_REGION,
	'AWS::Partition': 'aws',
	'AWS::URLSuffix': 'amazonaws.com',
	'AWS::NoValue': NO_VALUE,
}

type Context = {
	readonly stack: Stack
	readonly stacks: readonly Stack[]
	readonly parameters: Readonly<Record<string, string>>
}

const named = (context: Context, logicalId: string): Attributes | undefined => {
	const resource = context.stack.template.Resources[logicalId]
	if (resource === undefined) return undefined
	const property = NAME_PROPERTIES[resource.Type]
	const explicit = property === undefined ? undefined : resolveIn(context)(resource.Properties[property])
	const identity = { stack: context.stack.name, logicalId, type: resource.Type }
	return attributesOf(typeof explicit === 'string' ? { ...identity, name: explicit } : identity)
}

const reference = (context: Context, name: string): unknown => {
	if (name === 'AWS::StackName') return context.stack.name
	if (name === 'AWS::StackId')
		return `arn:aws:cloudformation:${LOCAL_REGION}:${LOCAL_ACCOUNT}:stack/${context.stack.name}/local`
	if (name in PSEUDO) return PSEUDO[name]
	const parameter = context.stack.template.Parameters[name]
	if (parameter !== undefined) {
		const value = context.parameters[name] ?? parameter.Default
		if (value === undefined)
			throw new Error(`The template's parameter ${name} has no value: the local run must give one`)
		return String(value)
	}
	const resource = named(context, name)
	if (resource === undefined) throw new Error(`Ref to ${name}, which ${context.stack.name} does not have`)
	return resource.ref
}

const attribute = (context: Context, argument: unknown): string => {
	const [logicalId = '', name = ''] = attributeSchema.parse(argument)
	const value = named(context, logicalId)?.attributes[name]
	if (value === undefined) throw new Error(`Fn::GetAtt ${logicalId}.${name} is not known to the local system`)
	return value
}

const substitute = (context: Context, argument: unknown): string => {
	const [text, variables] =
		typeof argument === 'string' ? [argument, {}] : z.tuple([z.string(), objectSchema]).parse(argument)
	return text.replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
		if (literal === '!') return `\${${name}}`
		if (name in variables) return String(resolveIn(context)(variables[name]))
		return String(name.includes('.') ? attribute(context, name) : reference(context, name))
	})
}

const imported = (context: Context, argument: unknown): unknown => {
	const name = resolveIn(context)(argument)
	for (const stack of context.stacks) {
		const resolve = resolveIn({ ...context, stack })
		const output = Object.values(stack.template.Outputs).find(
			(candidate) => candidate.Export !== undefined && resolve(candidate.Export.Name) === name,
		)
		if (output !== undefined) return resolve(output.Value)
	}
	throw new Error(`No stack exports ${String(name)}`)
}

/** Evaluates a condition of the template. */
const holds = (context: Context, condition: unknown): boolean => {
	if (typeof condition === 'string') return holds(context, context.stack.template.Conditions[condition])
	const [name, argument] = Object.entries(objectSchema.parse(condition))[0] ?? []
	if (name === 'Condition') return holds(context, argument)
	const parts = z.array(z.unknown()).parse(argument)
	if (name === 'Fn::Equals') return resolveIn(context)(parts[0]) === resolveIn(context)(parts[1])
	if (name === 'Fn::Not') return !holds(context, parts[0])
	if (name === 'Fn::And') return parts.every((part) => holds(context, part))
	if (name === 'Fn::Or') return parts.some((part) => holds(context, part))
	throw new Error(`The condition function ${name} is not known to the local system`)
}

const strings = (context: Context, value: unknown): string[] =>
	z.array(z.coerce.string()).parse(resolveIn(context)(value))

const functions: Readonly<Record<string, (context: Context, argument: unknown) => unknown>> = {
	Ref: (context, argument) => reference(context, z.string().parse(argument)),
	'Fn::GetAtt': attribute,
	'Fn::Sub': substitute,
	'Fn::ImportValue': imported,
	'Fn::Join': (context, argument) => {
		const [separator, list] = z.tuple([z.string(), z.unknown()]).parse(argument)
		return strings(context, list).join(separator)
	},
	'Fn::Split': (context, argument) => {
		const [separator, text] = z.tuple([z.string(), z.unknown()]).parse(argument)
		return z.string().parse(resolveIn(context)(text)).split(separator)
	},
	'Fn::Select': (context, argument) => {
		const [index, list] = z.tuple([z.coerce.number(), z.unknown()]).parse(argument)
		return z.array(z.unknown()).parse(resolveIn(context)(list))[index]
	},
	'Fn::If': (context, argument) => {
		const [condition, yes, no] = z.tuple([z.string(), z.unknown(), z.unknown()]).parse(argument)
		return resolveIn(context)(holds(context, condition) ? yes : no)
	},
	'Fn::FindInMap': (context, argument) => {
		const [map = '', first = '', second = ''] = strings(context, argument)
		return context.stack.template.Mappings[map]?.[first]?.[second]
	},
	'Fn::Base64': (context, argument) => Buffer.from(String(resolveIn(context)(argument))).toString('base64'),
}

/** Resolves values of one stack. Throws on a function, parameter or attribute it does not know, with its name. */
const resolveIn =
	(context: Context): Resolver =>
	(value) => {
		if (Array.isArray(value)) return value.map(resolveIn(context)).filter((item) => item !== NO_VALUE)
		if (typeof value !== 'object' || value === null) return value
		const entries = Object.entries(value)
		const [first] = entries
		if (entries.length === 1 && first !== undefined) {
			const [name, argument] = first
			const known = functions[name]
			if (known !== undefined) return known(context, argument)
			if (name.startsWith('Fn::')) throw new Error(`The template function ${name} is not known to the local system`)
		}
		const resolved = entries.map(([key, item]) => [key, resolveIn(context)(item)] as const)
		return Object.fromEntries(resolved.filter(([, item]) => item !== NO_VALUE))
	}

export const createResolver = (context: Context): Resolver => resolveIn(context)

/** Tests whether the resource exists: its `Condition` holds, or it has none. */
export const exists = (context: Context, condition: string | undefined): boolean =>
	condition === undefined || holds(context, condition)
