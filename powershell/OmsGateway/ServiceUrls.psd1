# The Azure Automation services that Hybrid Runbook Workers call, by the location of the Automation account.
# Region is Azure's own short name of the location.
@{
    Services = @{
        JobRuntimeData = '{0}-jobruntimedata-prod-su1.azure-automation.net'
        Agent = '{0}-agentservice-prod-1.azure-automation.net'
    }
    Locations = @(
        @{ Name = 'North Central US'; Region = 'northcentralus'; Code = 'ncus' }
        @{ Name = 'West Europe'; Region = 'westeurope'; Code = 'we' }
        @{ Name = 'South Central US'; Region = 'southcentralus'; Code = 'scus' }
        @{ Name = 'East US 2'; Region = 'eastus2'; Code = 'eus2' }
        @{ Name = 'Central Canada'; Region = 'canadacentral'; Code = 'cc' }
        @{ Name = 'North Europe'; Region = 'northeurope'; Code = 'ne' }
        @{ Name = 'South East Asia'; Region = 'southeastasia'; Code = 'sea' }
        @{ Name = 'Central India'; Region = 'centralindia'; Code = 'cid' }
        @{ Name = 'Japan'; Region = 'japaneast'; Code = 'jpe' }
        @{ Name = 'Australia'; Region = 'australiasoutheast'; Code = 'ase' }
    )
}
