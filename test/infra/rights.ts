import type { SynthesisedStage, TemplateResource } from '#test/support/synthesised-stage.ts'

/** `dynamodb:PutItem on Facts` and the like: one line per action and resource, sorted. */
export type Right = string

type Statement = {
	readonly Effect: string
	readonly Action: string | readonly string[]
	readonly Resource: unknown
	readonly NotAction?: unknown
	readonly NotResource?: unknown
	readonly Condition?: unknown
}

const list = <Item>(value: Item | readonly Item[]): readonly Item[] => (Array.isArray(value) ? value : [value as Item])

/** All statements of a role: its inline policies and every policy attached to it. */
export const statementsOf = (stage: SynthesisedStage, role: TemplateResource): readonly Statement[] => [
	...(role.properties.Policies ?? []).flatMap(
		(policy: { PolicyDocument: { Statement: Statement[] } }) => policy.PolicyDocument.Statement,
	),
	...stage
		.ofType('AWS::IAM::Policy')
		.filter((policy) => policy.properties.Roles.some((it: { Ref: string }) => it.Ref === role.logicalId))
		.flatMap((policy) => policy.properties.PolicyDocument.Statement),
]

/** The role of a function by the function's name. Throws if the function does not exist. */
export const roleOf = (stage: SynthesisedStage, name: string): TemplateResource => {
	const found = stage.ofType('AWS::Lambda::Function').find((it) => it.label === name)
	const role = stage.ofType('AWS::IAM::Role').find((it) => it.logicalId === found?.properties.Role['Fn::GetAtt'][0])
	if (!role) throw new Error(`No function ${name} with a role of its own`)
	return role
}

/** Everything a function may do, tracing and its own log left out. Throws on a Deny or a Not…, which we do not use. */
export const rightsOf = (stage: SynthesisedStage, name: string): readonly Right[] =>
	statementsOf(stage, roleOf(stage, name))
		.flatMap((statement) => {
			if (statement.Effect !== 'Allow' || statement.NotAction || statement.NotResource) {
				throw new Error(`${name} has a statement that this test does not understand`)
			}
			return list(statement.Action).flatMap((action) =>
				list(statement.Resource).map((resource) => `${action} on ${stage.nameOf(resource as string)}`),
			)
		})
		.filter((right) => !right.startsWith('xray:') && right !== `logs:CreateLogStream on ${name}-log`)
		.filter((right) => right !== `logs:PutLogEvents on ${name}-log`)
		.sort()
