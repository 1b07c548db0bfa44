import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const resourceSchema = z.object({
	Type: z.string(),
	Condition: z.string().optional(),
	Properties: z.record(z.string(), z.unknown()).default({}),
})

const templateSchema = z.object({
	Parameters: z.record(z.string(), z.object({ Type: z.string(), Default: z.unknown().optional() })).default({}),
	Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
	Conditions: z.record(z.string(), z.unknown()).default({}),
	Resources: z.record(z.string(), resourceSchema).default({}),
	Outputs: z
		.record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
		.default({}),
})

const artifactSchema = z.object({
	type: z.string(),
	properties: z.object({ templateFile: z.string().optional(), stackName: z.string().optional() }).optional(),
	additionalMetadataFile: z.string().optional(),
	metadata: z.record(z.string(), z.unknown()).optional(),
})
const manifestSchema = z.object({ artifacts: z.record(z.string(), artifactSchema) })
const metadataSchema = z.record(z.string(), z.array(z.object({ type: z.string(), data: z.unknown() })))

export type Template = z.infer<typeof templateSchema>

/** One stack of a cloud assembly: its template, and the construct path of each logical id. */
export type Stack = {
	readonly name: string
	readonly template: Template
	readonly paths: ReadonlyMap<string, string>
}

const readJson = (directory: string, file: string): unknown => JSON.parse(readFileSync(join(directory, file), 'utf8'))

const pathsOf = (metadata: unknown): ReadonlyMap<string, string> => {
	const paths = new Map<string, string>()
	for (const [path, entries] of Object.entries(metadataSchema.parse(metadata))) {
		const entry = entries.find((candidate) => candidate.type === 'aws:cdk:logicalId')
		if (typeof entry?.data === 'string') paths.set(entry.data, path)
	}
	return paths
}

/** Wraps a template as a stack, for tests and for assemblies without metadata. */
export const stackOf = (name: string, template: unknown, paths: ReadonlyMap<string, string> = new Map()): Stack => ({
	name,
	template: templateSchema.parse(template),
	paths,
})

/** Reads all stacks of the cloud assembly (`cdk.out`) in the order of its manifest. Throws when there is none. */
export const readAssembly = (directory: string): readonly Stack[] => {
	const { artifacts } = manifestSchema.parse(readJson(directory, 'manifest.json'))
	const stacks = Object.entries(artifacts).flatMap(([id, artifact]) => {
		const file = artifact.properties?.templateFile
		if (artifact.type !== 'aws:cloudformation:stack' || file === undefined) return []
		const metadata = artifact.additionalMetadataFile ? readJson(directory, artifact.additionalMetadataFile) : {}
		const paths = pathsOf({ ...z.record(z.string(), z.unknown()).parse(metadata), ...artifact.metadata })
		return [stackOf(artifact.properties?.stackName ?? id, readJson(directory, file), paths)]
	})
	if (stacks.length === 0) throw new Error('The cloud assembly holds no stack: run npm run synth')
	return stacks
}
