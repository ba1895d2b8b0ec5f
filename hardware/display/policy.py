"""What Chromium allows on the kiosk's screen, whoever asks: its managed policies.

They belong in /etc/chromium/policies/managed. What each means: chromeenterprise.google/policies.
"""

# 2 is "blocked" for all that begin with Default, 3 is "all downloads".
_ALWAYS: dict[str, object] = {
    "URLBlocklist": ["*"],
    "DownloadRestrictions": 3,
    "AllowFileSelectionDialogs": False,
    "DefaultPopupsSetting": 2,
    "DeveloperToolsAvailability": 2,
    "TaskManagerEndProcessEnabled": False,
    "PrintingEnabled": False,
    "IncognitoModeAvailability": 1,
    "BrowserAddPersonEnabled": False,
    "BrowserGuestModeEnabled": False,
    "BrowserSignin": 0,
    "SyncDisabled": True,
    "ExtensionInstallBlocklist": ["*"],
    "AutofillAddressEnabled": False,
    "AutofillCreditCardEnabled": False,
    "PasswordManagerEnabled": False,
    "SavingBrowserHistoryDisabled": True,
    "TranslateEnabled": False,
    "SpellcheckEnabled": False,
    "BookmarkBarEnabled": False,
    "EditBookmarksEnabled": False,
    "DefaultSearchProviderEnabled": False,
    "SearchSuggestEnabled": False,
    "AllowDinosaurEasterEgg": False,
    "UserFeedbackAllowed": False,
    "EnableMediaRouter": False,
    "AudioCaptureAllowed": False,
    "VideoCaptureAllowed": False,
    "ScreenCaptureAllowed": False,
    "DefaultGeolocationSetting": 2,
    "DefaultNotificationsSetting": 2,
    "DefaultSensorsSetting": 2,
    "DefaultSerialGuardSetting": 2,
    "DefaultWebBluetoothGuardSetting": 2,
    "DefaultWebHidGuardSetting": 2,
    "DefaultWebUsbGuardSetting": 2,
    "DefaultFileSystemReadGuardSetting": 2,
    "DefaultFileSystemWriteGuardSetting": 2,
    "AutoplayAllowed": True,
    "BackgroundModeEnabled": False,
    "ComponentUpdatesEnabled": False,
    "MetricsReportingEnabled": False,
    "NetworkPredictionOptions": 2,
    "DnsOverHttpsMode": "off",
    "QuicAllowed": False,
    "SafeBrowsingProtectionLevel": 0,
    "DefaultBrowserSettingEnabled": False,
    "CommandLineFlagSecurityWarningsEnabled": False,
}


def policy(address: str) -> dict[str, object]:
    """Tell the policies of a screen that shows the house at `address` and nothing else.

    Its microphone is for the page on which a counselor records the house's voice.
    """
    return {
        **_ALWAYS,
        "URLAllowlist": [address],
        "NewTabPageLocation": f"{address}/",
        "AudioCaptureAllowedUrls": [address],
    }
