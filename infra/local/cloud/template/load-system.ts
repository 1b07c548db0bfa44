import { z } from 'zod'
import type { System } from '../model/system.ts'
import { readAssembly, type Stack } from './read-assembly.ts'
import { readFunctions, readHttpApis, readMappings, readSchedules } from './read-functions.ts'
import { readBuckets, readQueues, readReceiptRules, readSubscriptions, readTables } from './read-storage.ts'
import { type Resource, readResources } from './resources.ts'
import { checkInvocations, readRoles } from './rights.ts'

/** Throws when two stacks use one logical id for a function or a role, which are known by that id alone. */
const refuseDoubles = (resources: readonly Resource[]): void => {
	const seen = new Set<string>()
	for (const { logicalId, type } of resources) {
		if (type !== 'AWS::Lambda::Function' && type !== 'AWS::IAM::Role') continue
		if (seen.has(logicalId)) throw new Error(`Two stacks have a resource ${logicalId}`)
		seen.add(logicalId)
	}
}

const parameterSchema = z.object({ Value: z.string() })

/** Builds the system of the given stacks. See `loadSystem`. */
export const systemOf = (
	stacks: readonly Stack[],
	options: { readonly assemblyDirectory: string; readonly parameters: Readonly<Record<string, string>> },
): System => {
	const resources = readResources(stacks, options.parameters)
	refuseDoubles(resources)
	const ofType = (type: string): readonly Resource[] => resources.filter((resource) => resource.type === type)
	const arn = ({ attributes }: Resource): string => attributes.Arn ?? ''
	const system: System = {
		functions: readFunctions(resources, options.assemblyDirectory),
		...readMappings(resources),
		schedules: readSchedules(resources),
		httpApis: readHttpApis(resources),
		roles: readRoles(resources),
		tables: readTables(resources),
		queues: readQueues(resources),
		buckets: readBuckets(resources),
		keys: ofType('AWS::KMS::Key').map((key) => ({ id: key.ref, arn: arn(key) })),
		secrets: ofType('AWS::SecretsManager::Secret').map(({ label, ref }) => ({ label, arn: ref })),
		topics: ofType('AWS::SNS::Topic').map(({ ref, attributes }) => ({ name: attributes.TopicName ?? '', arn: ref })),
		subscriptions: readSubscriptions(resources),
		receiptRules: readReceiptRules(resources),
		mailIdentities: ofType('AWS::SES::EmailIdentity').map(({ ref }) => ref),
		configurationSets: ofType('AWS::SES::ConfigurationSet').map(({ ref }) => ref),
		parameters: Object.fromEntries(
			ofType('AWS::SSM::Parameter').map(({ ref, properties }) => [ref, parameterSchema.parse(properties).Value]),
		),
	}
	checkInvocations(resources, system)
	return system
}

/**
 * Reads the cloud assembly (`cdk.out`) into the model that everything local runs from. `parameters` are the values of the
 * template's CloudFormation parameters. Throws, naming it, on a resource type, intrinsic function, policy statement or
 * parameter that is not supported, and on routes, rules and mappings that could not call their function in AWS.
 */
export const loadSystem = (options: {
	readonly assemblyDirectory: string
	readonly parameters: Readonly<Record<string, string>>
}): System => systemOf(readAssembly(options.assemblyDirectory), options)
