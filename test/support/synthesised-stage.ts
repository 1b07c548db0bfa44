import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Template } from 'aws-cdk-lib/assertions'
import { createHilftApp } from '#infra/hilft-app.ts'

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json }
// biome-ignore lint/suspicious/noExplicitAny: templates are read as they come, and an assertion fails on any other shape.
type Properties = Record<string, any>

export type TemplateResource = {
	readonly logicalId: string
	/** The construct path without stack and `Resource`, e.g. `Deliveries/Queue`. */
	readonly label: string
	readonly type: string
	readonly properties: Properties
	readonly deletionPolicy: string | undefined
}

export type SynthesisedStage = {
	readonly stateful: Template
	readonly stateless: Template
	/** Both templates as text, to search through. */
	readonly text: string
	readonly terminationProtection: readonly (boolean | undefined)[]
	readonly resources: readonly TemplateResource[]
	readonly ofType: (type: string) => readonly TemplateResource[]
	/** A reference, import or join with each part named by its construct: `Cases/index/list`. */
	readonly nameOf: (value: Json) => string
}

const readResources = (template: Template): TemplateResource[] =>
	Object.entries(template.toJSON().Resources as Record<string, Properties>).map(([logicalId, resource]) => ({
		logicalId,
		label: String(resource.Metadata?.['aws:cdk:path'] ?? logicalId)
			.replace(/^[^/]+\//, '')
			.replace(/\/Resource$/, ''),
		type: resource.Type,
		properties: resource.Properties ?? {},
		deletionPolicy: resource.DeletionPolicy,
	}))

const createNameOf = (stateful: Template, resources: readonly TemplateResource[]) => {
	const labels = new Map(resources.map((resource) => [resource.logicalId, resource.label]))
	const exported = new Map<string, Json>(
		Object.values(stateful.toJSON().Outputs as Record<string, Properties>).map((it) => [it.Export?.Name, it.Value]),
	)
	const nameOf = (value: Json): string => {
		if (typeof value !== 'object' || value === null) return String(value)
		const object = value as Record<string, Json>
		if (typeof object.Ref === 'string') return labels.get(object.Ref) ?? object.Ref
		if (Array.isArray(object['Fn::GetAtt'])) return nameOf({ Ref: object['Fn::GetAtt'][0] })
		if (object['Fn::ImportValue']) return nameOf(exported.get(String(object['Fn::ImportValue'])))
		const join = object['Fn::Join'] as readonly [string, readonly Json[]] | undefined
		if (join) return join[1].map(nameOf).join(join[0])
		throw new Error(`Not a reference: ${JSON.stringify(value)}`)
	}
	return nameOf
}

const synthesise = (stage: 'dev' | 'prod'): SynthesisedStage => {
	const directory = mkdtempSync(join(tmpdir(), 'hilft-templates-'))
	const app = createHilftApp({ context: { stage }, outputDirectory: directory })
	const stateful = Template.fromStack(app.stateful)
	const stateless = Template.fromStack(app.stateless)
	rmSync(directory, { recursive: true })
	const resources = [...readResources(stateful), ...readResources(stateless)]
	return {
		stateful,
		stateless,
		text: JSON.stringify([stateful.toJSON(), stateless.toJSON()]),
		terminationProtection: [app.stateful.terminationProtection, app.stateless.terminationProtection],
		resources,
		ofType: (type) => resources.filter((resource) => resource.type === type),
		nameOf: createNameOf(stateful, resources),
	}
}

const made = new Map<string, SynthesisedStage>()

/** The templates of a stage without its bundles, made once per test file. */
export const synthesisedStage = (stage: 'dev' | 'prod'): SynthesisedStage => {
	const known = made.get(stage) ?? synthesise(stage)
	made.set(stage, known)
	return known
}
