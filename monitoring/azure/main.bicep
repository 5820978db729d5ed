// Data collection rule, workbook and alert rules for OMS Gateway in one Log Analytics workspace.
targetScope = 'resourceGroup'

@description('The resource ID of the Log Analytics workspace')
param workspaceId string

@description('The region of the workspace')
param location string = resourceGroup().location

@description('The resource IDs of the action groups that alerts notify')
param actionGroupIds array = []

@description('The setting MaxConnections of the gateways')
@minValue(1)
param maxConnections int = 50000

var rule = loadJsonContent('data-collection-rule.json')

var alerts = [
  {
    name: 'stopped'
    title: 'The gateway has stopped'
    advice: 'See event 102 in docs/troubleshooting.md'
    severity: 1
    frequency: 'PT5M'
    window: 'P1D'
    query: loadTextContent('alerts/stopped.kql')
  }
  {
    name: 'wrong-setting'
    title: 'A setting is wrong'
    advice: 'See event 401 in docs/troubleshooting.md'
    severity: 2
    frequency: 'PT5M'
    window: 'PT5M'
    query: loadTextContent('alerts/wrong-setting.kql')
  }
  {
    name: 'refused'
    title: 'Something is refused'
    advice: 'See event 105 in docs/troubleshooting.md'
    severity: 3
    frequency: 'PT15M'
    window: 'PT15M'
    query: loadTextContent('alerts/refused.kql')
  }
  {
    name: 'unreachable'
    title: 'Azure cannot be reached'
    advice: 'See event 403 in docs/troubleshooting.md'
    severity: 1
    frequency: 'PT5M'
    window: 'PT5M'
    query: loadTextContent('alerts/unreachable.kql')
  }
  {
    name: 'full'
    title: 'The gateway is full'
    advice: 'See docs/sizing.md'
    severity: 2
    frequency: 'PT5M'
    window: 'PT5M'
    query: replace(loadTextContent('alerts/full.kql'), '50000', string(maxConnections))
  }
  {
    name: 'unused'
    title: 'Nobody uses the gateway'
    advice: 'See docs/agents.md'
    severity: 3
    frequency: 'PT15M'
    window: 'PT1H'
    query: loadTextContent('alerts/unused.kql')
  }
]

resource collection 'Microsoft.Insights/dataCollectionRules@2023-03-11' = {
  name: 'oms-gateway'
  location: location
  kind: 'Windows'
  properties: {
    description: rule.properties.description
    dataSources: rule.properties.dataSources
    destinations: {
      logAnalytics: [
        {
          name: rule.properties.destinations.logAnalytics[0].name
          workspaceResourceId: workspaceId
        }
      ]
    }
    dataFlows: rule.properties.dataFlows
  }
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'oms-gateway')
  location: location
  kind: 'shared'
  properties: {
    displayName: 'OMS Gateway'
    category: 'workbook'
    sourceId: workspaceId
    serializedData: loadTextContent('workbook.json')
  }
}

resource alertRules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in alerts: {
    name: 'oms-gateway-${alert.name}'
    location: location
    kind: 'LogAlert'
    properties: {
      displayName: 'OMS Gateway: ${alert.title}'
      description: alert.advice
      severity: alert.severity
      enabled: true
      scopes: [
        workspaceId
      ]
      evaluationFrequency: alert.frequency
      windowSize: alert.window
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            dimensions: [
              {
                name: 'Computer'
                operator: 'Include'
                values: [
                  '*'
                ]
              }
            ]
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      autoMitigate: true
      actions: {
        actionGroups: actionGroupIds
      }
    }
  }
]

output dataCollectionRuleId string = collection.id
